"""Whole encounters to a Shared Health Record of somebody else's make, and to two validators."""
import json
import tempfile
import time
import unittest
from pathlib import Path

from environments import core_package, environment
from record_store import RecordStore
from server import Server
from validators import fhirkit_errors, pyrofile_errors
from whole_encounters import Encounters

TYPES = ["Organization", "Practitioner", "Patient", "Encounter", "Observation", "MedicationRequest", "ServiceRequest",
         "DiagnosticReport", "Condition"]
HYPERTENSION = ("DX001", "I10", "BA00.Z", "Essential hypertension, unspecified", "Hypertension (essential)")
DIABETES = ("DX003", "E11.9", "5A11", "Type 2 diabetes mellitus", "Type 2 diabetes mellitus")
SYPHILIS = ("DX086", "A53.9", "1A6Z", "Syphilis, unspecified", "Syphilis")
PARACETAMOL = ("MED001", "Paracetamol", "N02BE01", "500 mg", "Tablet", "½+0+½", "tab", "after_meal", 5)
SYRUP = ("MED002", "Paracetamol", "N02BE01", "120 mg/5 mL", "Syrup/suspension", "5+5+5", "ml", "fever", 3)
TAPERED = ("MED010", "Prednisolone", "H02AB06", "5 mg", "Tablet", "2+0+1", "tab", None, 7)
HAEMOGLOBIN = ("LAB-HB", "718-7", "Haemoglobin", "haematology")
COUNT = ("LAB-CBC", "58410-2", "Complete blood count", "haematology")
ULTRASOUND = ("USG-PREG2", None, "Ultrasound of pregnancy", "imaging")
ADULT = {"BP_SYS": ("142", "mm[Hg]"), "BP_DIA": ("91", "mm[Hg]"), "PULSE": ("88", "/min"), "TEMP": ("37.0", "Cel"),
         "SPO2": ("98", "%"), "WEIGHT": ("61.5", "kg"), "HEIGHT": ("158.0", "cm"), "RESP": ("18", "/min"),
         "GLU_RANDOM": ("7.8", "mmol/L"), "BMI": ("24.6", "kg/m2")}
RESTRICTED = b'"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"'
# Never promised anything; only to see what it would be told.
WITH_CONDITIONS = {"name": "conditions", "base": "http://127.0.0.1:9/fhir", "authorization": {"kind": "none"},
                   "takesConditions": True}


def write_encounters(server):
    """Returns (encounter, patient) of each."""
    with Encounters(server) as made:
        return [full(made), child(made), stranger(made), corrected(made), bare(made)]


def full(made):
    """Everything that can be said."""
    patient = made.register(name_en="Rahima Begum", name_bn="রহিমা বেগম", sex="female", birth_date="1990-02-27",
                            phone="01711223344", health_id="98111122229", national_id="1234567890",
                            address="House 7, Karail")
    visit = made.open(patient)
    made.screen(visit, patient, ADULT)
    encounter, (haemoglobin, count, image) = made.see(
        visit, patient, [HYPERTENSION, DIABETES], [PARACETAMOL, TAPERED], [HAEMOGLOBIN, COUNT, ULTRASOUND])
    made.find(haemoglobin, "LAB-HB", "Haemoglobin", "10.4", "g/dL", low="12.0", high="15.0")
    made.verify(haemoglobin)
    made.find(count, "718-7", "Haemoglobin", "10.4", "g/dL", low="12.0", high="15.0")
    made.find(count, "789-8", "RBC count", "4.1", "10*6/uL")
    made.verify(count)
    made.find(image, "USG-PREG2", "Ultrasound of pregnancy", text="Single live foetus of 24 weeks")
    made.verify(image)
    made.promise(encounter, patient)
    return encounter, patient


def child(made):
    """Known by a birth registration number, of whom only the months are known."""
    patient = made.register(name_bn="ছোট্ট রাফি", sex="male", age_value=14, age_unit="months", age_on="2026-11-21",
                            birth_registration_number="20250912166100145", area="Karail")
    visit = made.open(patient)
    made.screen(visit, patient, {"WEIGHT": ("9.80", "kg"), "TEMP": ("38.6", "Cel"), "MUAC": ("128", "mm")})
    encounter, _ = made.see(visit, patient, [], [SYRUP])
    made.promise(encounter, patient)
    return encounter, patient


def stranger(made):
    """A name in one script and an age."""
    patient = made.register(name_en="Karim", sex="unknown", age_value=60, age_unit="years", age_on="2026-11-21")
    visit = made.open(patient)
    encounter, _ = made.see(visit, patient, [HYPERTENSION], [], [HAEMOGLOBIN])
    made.promise(encounter, patient)
    return encounter, patient


def corrected(made):
    """One value misread, one never true, half of a blood pressure withdrawn; a diagnosis that is for few."""
    patient = made.register(name_en="Salma Khatun", name_bn="সালমা খাতুন", sex="female", birth_date="2001-06-01")
    visit = made.open(patient)
    values, stay = made.screen(visit, patient, ADULT)
    made.measure(stay, "WEIGHT", "51.6", "kg", amends=values["WEIGHT"])
    made.measure(stay, "TEMP", None, "Cel", amends=values["TEMP"])
    made.measure(stay, "BP_DIA", None, "mm[Hg]", amends=values["BP_DIA"])
    encounter, _ = made.see(visit, patient, [HYPERTENSION], confidential=[SYPHILIS])
    made.promise(encounter, patient)
    return encounter, patient


def bare(made):
    """Nothing but that somebody was seen, a second time on one day."""
    patient = made.register(name_en="Abdul", sex="male")
    first, _ = made.see(made.open(patient), patient)
    made.promise(first, patient)
    second, _ = made.see(made.open(patient), patient)
    made.promise(second, patient)
    return second, patient


class SharedHealthRecord(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        environment("sekmet")
        core_package()
        cls.store = cls.enterClassContext(RecordStore())
        cls.server = Server(environment=cls.store.environment(others=[WITH_CONDITIONS]))
        cls.server.make_demo()
        cls.addClassCleanup(cls.server.__exit__)
        cls.encounters = write_encounters(cls.server)
        cls.server.start()
        cls.manager = cls.server.signed_in("manager1")
        # Who saw all of them may read what is told of them.
        cls.doctor = cls.server.signed_in("doctor1")

    def test_all_encounters_are_accepted_and_sent_again_change_nothing(self):
        self.wait_until_accepted(6)
        first = self.store.counts(TYPES)
        self.assertEqual(first["Encounter"], 6)
        self.assertEqual(first["Patient"], 5)
        self.assertEqual(first["Organization"], 1)
        self.assertEqual(first["Condition"], 0)
        for row in self.rows():
            self.assertEqual(self.manager.post(f"/api/shr/outbox/{row['sequence']}/retry", {}).status, 200)
        self.wait_until_accepted(6, revision=2)
        self.assertEqual(self.store.counts(TYPES), first)
        print(f"        {first}")

    def test_what_is_known_later_takes_the_place_of_what_was_told(self):
        self.wait_until_accepted(6)
        before = self.store.counts(TYPES)
        encounter, patient = self.encounters[0]
        self.server.sql(
            """INSERT INTO observation (id, set_id, code, value, unit, method, recorded_at, recorded_by, amends, reason)
               SELECT '01990000-0000-7000-8000-000000000001', set_id, code, '71.5', unit, method, o.recorded_at,
                   o.recorded_by, o.id, 'misread' FROM observation AS o JOIN observation_set AS s ON s.id = set_id
               WHERE s.patient_id = ? AND code = 'WEIGHT'""", patient)
        row = next(row for row in self.rows() if row["encounterId"] == encounter)
        self.manager.post(f"/api/shr/outbox/{row['sequence']}/retry", {})
        self.wait_until_accepted(6)
        self.assertEqual(self.store.counts(TYPES), before)
        weights = {(found["valueQuantity"]["value"], found["status"]) for found in self.store.all("Observation")
                   if found["code"].get("coding", [{}])[0].get("code") == "29463-7"}
        self.assertEqual(weights, {(71.5, "amended"), (51.6, "amended"), (9.8, "final")})

    def test_a_corrected_patient_is_corrected_there_and_nowhere_made_again(self):
        self.wait_until_accepted(6)
        before = self.store.counts(TYPES)
        encounter, patient = self.encounters[2]
        self.server.sql(
            """INSERT INTO patient_revision (patient_id, version, before, at, staff_id)
               SELECT id, version, '{}', registered_at, registered_by FROM patient WHERE id = ?""", patient)
        self.server.sql(
            "UPDATE patient SET name_en = 'Karim Uddin', health_id = '98122223335' WHERE id = ?", patient)
        row = next(row for row in self.rows() if row["encounterId"] == encounter)
        self.assertEqual(row["state"], "pending")
        self.manager.post(f"/api/shr/outbox/{row['sequence']}/retry", {})
        self.wait_until_accepted(6)
        self.assertEqual(self.store.counts(TYPES), before)
        [known] = [found for found in self.store.all("Patient") if found["name"][0]["text"] == "Karim Uddin"]
        self.assertIn("98122223335", [number["value"] for number in known["identifier"]])

    def test_every_bundle_is_right_by_two_validators(self):
        with tempfile.TemporaryDirectory() as folder:
            bundles = Path(folder)
            for row in self.rows():
                for name in ("shr", "conditions"):
                    answer = self.doctor.get(f"/api/encounters/{row['encounterId']}/bundle?destination={name}")
                    self.assertEqual(answer.type, "application/fhir+json")
                    (bundles / f"{name}-{row['sequence']}.json").write_bytes(answer.body)
            (bundles / "to-the-manager.json").write_bytes(self.check_who_reads_it())
            files = sorted(bundles.iterdir())
            self.assertEqual(sum(b'"resourceType":"Condition"' in file.read_bytes() for file in files), 4)
            self.assertEqual(sum(RESTRICTED in file.read_bytes() for file in files), 2)
            self.assertEqual(pyrofile_errors(files), ([], 13))
            self.assertEqual(fhirkit_errors(files), "")
            self.check_validators(files[0])

    def check_who_reads_it(self):
        """What is told is not shown to everybody who sends it. Returns what the manager sees, who gave a reason."""
        encounter, patient = self.encounters[3]
        path = f"/api/encounters/{encounter}/bundle?destination=conditions"
        reason = {"reason": "The record refused it: looking at what was sent"}
        administrator = self.server.signed_in("admin1")
        for answer in (administrator.get(path), administrator.post(f"/api/patients/{patient}/break-glass", reason)):
            self.assertEqual((answer.status, answer.json["type"]), (403, "/problems/not-permitted"))
        row = next(row for row in self.rows() if row["encounterId"] == encounter)
        self.assertEqual(administrator.post(f"/api/shr/outbox/{row['sequence']}/retry", {}).status, 200)
        self.assertNotIn("Salma", administrator.get(f"/shr/outbox/{row['sequence']}").body.decode())
        self.assertEqual(self.manager.get(path).json["type"], "/problems/not-your-patient")
        self.assertEqual(self.manager.post(f"/api/patients/{patient}/break-glass", reason).status, 201)
        told, shown = self.doctor.get(path).body, self.manager.get(path).body
        self.assertIn(b"Syphilis", told)
        self.assertNotIn(b"Syphilis", shown)
        self.assertIn(b"Essential hypertension", shown)
        self.assertIn(b'"code":"REDACTED"', shown)
        self.wait_until_accepted(6)
        return shown

    def check_validators(self, file):
        """That they can find a fault at all."""
        file.write_text(file.read_text().replace('"status":"finished"', '"status":"over"'))
        self.assertNotEqual(pyrofile_errors([file])[0], [])
        bundle = json.loads(file.read_text())
        del next(e for e in bundle["entry"] if e["resource"]["resourceType"] == "Encounter")["resource"]["status"]
        file.write_text(json.dumps(bundle))
        self.assertNotEqual(fhirkit_errors([file]), "")

    def test_while_the_record_is_away_the_clinic_waits_and_then_catches_up(self):
        self.wait_until_accepted(6)
        self.store.stop()
        for row in self.rows():
            self.manager.post(f"/api/shr/outbox/{row['sequence']}/retry", {})
        self.wait(lambda: self.listed()["destinations"][0]["isUnreachable"], 20)
        page = self.manager.get("/shr").body.decode()
        self.assertIn("Nothing has got through since", page)
        self.store.start()
        begun = time.monotonic()
        self.wait_until_accepted(6)
        print(f"        caught up {time.monotonic() - begun:.1f} s after it was back")

    def rows(self):
        return self.listed()["rows"]

    def listed(self):
        return self.manager.get("/api/shr/outbox").json

    def wait_until_accepted(self, count, revision=0):
        def are_all_there():
            rows = self.rows()
            refused = [row["diagnostics"] for row in rows if row["state"] == "refused"]
            self.assertEqual(refused, [])
            return len(rows) == count and all(
                row["state"] == "accepted" and row["acceptedRevision"] > revision - 1 for row in rows)
        self.wait(are_all_there, 80)

    def wait(self, condition, seconds):
        limit = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > limit:
                self.fail(f"not within {seconds} s: {self.rows()}")
            time.sleep(0.05)
