"""The same patient on two screens: what the doctor who treats sees, and what everybody else sees; and a record of
somebody who is not here, opened with a reason that the manager reads."""
import base64
import unittest
from pathlib import Path

from browser import LAPTOP, SHOTS, Browser
from whole_encounters import DAY, Encounters, clock, new

PHONE = "01912345678"
PATIENT = {"name": "Rokeya Begum", "secondName": "রোকেয়া বেগম", "sex": "female", "birthDate": "1974-03-12",
           "phone": PHONE}
COMPLAINT = {"en": "Fever for three days", "bn": "Fever for three days"}
SYPHILIS = {"en": "Syphilis", "bn": "সিফিলিস"}
CONFIDENTIAL = {"en": "Confidential diagnosis", "bn": "গোপনীয় রোগনির্ণয়"}
HYPERTENSION = {"en": "Hypertension", "bn": "উচ্চ রক্তচাপ"}
# As it stands on the prescription, which is in Bangla.
WEIGHT = {"en": "৬৮.৫", "bn": "৬৮.৫"}
TAKA = {"en": "৳", "bn": "৳"}
TAIL = {"en": "…5678", "bn": "…৫৬৭৮"}
BLOOD = {"en": "Haemoglobin", "bn": "হিমোগ্লোবিন"}
REASON = "Her daughter rang: she fainted at home"
# What each sees of her on their own page, and what they do not.
SEES = {
    "doctor1": ("consultation", {"syphilis", "hypertension", "weight", "blood", "complaint", "tail"}),
    "manager1": ("consultation", {"confidential", "hypertension", "weight", "blood", "complaint", "tail"}),
    "reception1": ("registration", {"phone", "complaint", "tail"}),
    "lab1": ("orders", {"blood", "complaint", "tail"}),
    "cashier1": ("billing", {"blood", "money", "tail"}),
}
WORDS = {"syphilis": SYPHILIS, "confidential": CONFIDENTIAL, "hypertension": HYPERTENSION, "weight": WEIGHT,
         "money": TAKA, "phone": {"en": PHONE, "bn": PHONE}, "tail": TAIL, "complaint": COMPLAINT, "blood": BLOOD}


class Roles(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = {user: cls.server.signed_in(user) for user in (*SEES, "assistant1", "paramedic1", "doctor2")}
        cls.see_her()
        cls.see_somebody_before()

    @classmethod
    def see_her(cls):
        """Registered, measured, seen, tested; not yet billed."""
        token = cls.done("reception1", "/api/tokens", {"service": "general", "complaint": COMPLAINT["en"], **PATIENT})
        cls.visit, cls.patient = token["visitId"], token["patient"]["id"]
        cls.done("paramedic1", f"/api/visits/{cls.visit}/observations", {"weight": 68.5})
        encounter = cls.done("doctor1", f"/api/visits/{cls.visit}/encounters", {})["id"]
        for diagnosis in ({"code": "DX086"}, {"code": "DX001"}):
            cls.done("doctor1", f"/api/encounters/{encounter}/conditions", diagnosis)
        draft = cls.done("doctor1", f"/api/encounters/{encounter}/service-requests", {"code": "LAB-HB"})
        signed = cls.staff["doctor1"].post(f"/api/encounters/{encounter}/signature", {"version": draft["version"]})
        assert signed.status == 200, signed.body

    @classmethod
    def see_somebody_before(cls):
        """Somebody who was here on another day, and in nobody's treatment but doctor1's."""
        with Encounters(cls.server) as made:
            patient = made.register(name_en="Salma Khatun", name_bn="সালমা খাতুন", sex="female", birth_date="1990-06-01")
            cls.old = made.open(patient)
            made.add("token", id=new(), visit_id=cls.old, day=DAY, serial=7, people_ahead=0, wait_minutes=0,
                     issued_at=next(clock), issued_by=made.staff["reception1"])
            made.see(cls.old, patient, [("DX001", "I10", "BA00.Z", "Essential hypertension", "Hypertension (essential)")])

    @classmethod
    def done(cls, user, path, value):
        answer = cls.staff[user].post(path, value)
        assert answer.status == 201, answer.body
        return answer.json

    def page(self, user, path, language):
        context = self.device(language, **LAPTOP)
        name, _, value = self.staff[user].headers["Cookie"].partition("=")
        context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        page = context.new_page()
        page.goto(self.server.url + path)
        return page

    def test_the_same_patient_on_two_screens(self):
        for language in ("bn", "en"):
            doctor = self.look("doctor1", language)
            for user in [user for user in SEES if user != "doctor1"]:
                other = self.look(user, language)
                self.beside(doctor, other, f"doctor-and-{user}-{language}")
                other.context.close()
            doctor.context.close()

    def look(self, user, language):
        """Their page of her, on which each word is or is not."""
        station, seen = SEES[user]
        page = self.page(user, f"/{station}/visits/{self.visit}", language)
        page.wait_for_load_state()
        said = page.locator("main").inner_text() + " ".join(
            field.input_value() for field in page.locator("main input:not([type=hidden])").all())
        said += " ".join(paper.locator("body").inner_text() for paper in page.frames[1:])
        for word, text in WORDS.items():
            with self.subTest(f"{user} and {word}, {language}"):
                self.assertEqual(text[language] in said, word in seen)
        return page

    def test_others_find_no_more_in_the_list_of_the_day(self):
        for user, fields in (("reception1", {"phone", "complaint", "name"}), ("doctor1", {"complaint", "name"}),
                             ("lab1", {"complaint", "name"}), ("cashier1", {"name"})):
            body = self.staff[user].get("/api/tokens").body.decode()
            found = {"phone": PHONE, "complaint": COMPLAINT["en"], "name": "Rokeya"}
            with self.subTest(user):
                self.assertEqual({name for name, text in found.items() if text in body}, fields)
        body = self.server.signed_in("admin1").get("/api/tokens").body.decode()
        self.assertNotIn("Rokeya", body)

    def test_a_record_is_opened_with_a_reason_that_the_manager_reads(self):
        for user, language in (("paramedic1", "bn"), ("doctor2", "en")):
            page = self.page(user, f"/consultation/visits/{self.old}", language)
            self.assertNotIn("Salma", page.locator("body").inner_text())
            self.check_page(page, f"not-yours-{language}")
            page.locator("a[href^='/break-glass/']").click()
            page.locator("textarea").fill(REASON + f" ({user})")
            self.check_page(page, f"break-glass-{language}")
            page.locator("main button.danger").click()
            page.wait_for_url("**/consultation/visits/*")
            self.assertIn(HYPERTENSION["en"] if language == "en" else "রোগ", page.locator("main").inner_text())
            manager = self.page("manager1", "/break-glass", language)
            manager.get_by_text(REASON + f" ({user})").wait_for()
            self.check_page(manager, f"opened-records-{language}")
            self.beside(page, manager, f"opened-and-manager-{language}")

    def beside(self, left, right, name):
        """Both screens in one picture."""
        if not SHOTS:
            return
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        frame = self.browser.new_page(viewport={"width": 1600, "height": 900})
        pictures = "".join(
            f'<img width="790" src="data:image/png;base64,{base64.b64encode(page.screenshot(full_page=True)).decode()}">'
            for page in (left, right))
        frame.set_content(f'<div style="display:flex;gap:10px;align-items:start">{pictures}</div>')
        frame.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
        frame.close()


if __name__ == "__main__":
    unittest.main()
