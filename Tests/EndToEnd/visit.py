#!/usr/bin/env python3
"""usage: visit.py [folder for the screenshots]

One whole visit, from the token to the receipt, twice: by six people at their own screens in Bangla, and by the same six
through the REST interface, with everything on the way that has to be refused.
Run by run.py too; then the screenshots go where AALO_SCREENSHOTS says, if it says.
"""
import datetime
import os
import re
import sys
import unittest
from urllib.parse import quote

from playwright.sync_api import expect

from browser import LAPTOP, Browser, bangla
from client import new_key
from server import Server

BANGLA, NUMBER = re.compile("[\u0985-\u09b9]"), re.compile(r"[\d.]+")
SMALL_LAPTOP = {"viewport": {"width": 1280, "height": 800}}
BETWEEN_TAPS, LOOKING = 180, 350  # milliseconds: nobody taps elsewhere before having looked
STANDING, LYING = {"width": 800, "height": 1280}, {"width": 1280, "height": 800}
PATH = ["registration", "screening", "consultation", "orders", "billing"]

# Who comes, and what is found, done and paid.
IDENTITY = {
    "name": "রোকেয়া বেগম", "secondName": "Rokeya Begum", "phone": "01912345678", "nationalId": "6871234509",
    "birthRegistrationNumber": "19741234567890123", "healthId": "91357924685", "fatherName": "আব্দুল করিম",
    "motherName": "জোহরা খাতুন", "spouseName": "মোঃ হারুন মিয়া", "addressLine": "বাড়ি ১২, সড়ক ৪, কড়াইল",
}
STAFF = ["reception1", "assistant1", "paramedic1", "doctor1", "doctor2", "lab1", "cashier1", "manager1"]
OTHERS_NID = "1990123456"
BORN, SEX, UPAZILA, PLACE = "1974-03-12", "female", "30262526", "গুলশান"
VITALS = {
    "weight": "68.5", "height": "158", "temperature": "37.2", "pulse": "82", "systolic": "186", "diastolic": "118",
    "spo2": "98", "respiratoryRate": "18",
}
PREGNANCY = "not-pregnant"
NOTE = {
    "history": "তিন মাস ধরে প্রেসারের ওষুধ অনিয়মিত।\nবুকে ব্যথা নেই।", "examination": "হার্ট ও ফুসফুস স্বাভাবিক।",
    "advice": "কম লবণ খাবেন।",
}
HYPERTENSION, AMLODIPINE, PARACETAMOL, HEADACHE = "DX001", "MED113.1", "MED001", "CC014"
AFTER_MEAL = "after_meal"
LINES = [(AMLODIPINE, "1+0+0", 30), (PARACETAMOL, "1+0+1", 5)]
TESTS = ["LAB-CBC", "LAB-URINE"]
HAEMOGLOBIN, PROTEIN = "718-7", "20454-5"
BLOOD = {
    HAEMOGLOBIN: "10.8", "789-8": "4.4", "4544-3": "36", "787-2": "82", "785-6": "27", "786-4": "33", "6690-2": "8.2",
    "770-8": "62", "736-9": "30", "5905-5": "4", "713-8": "3", "706-2": "1", "777-3": "265",
}
URINE = {"5767-9": "স্বচ্ছ", "5811-5": "1.015", "5803-2": "6.0", "25428-4": "nil", "5821-4": "3"}
GROSS, WAIVED, TOTAL, HANDED, BACK = 460, 138, 322, 500, 178
GREEN_CARD, REASON = "GREENCARD", "কার্ড ৪৪১২, মেয়াদ ২০২৭"


def follow_up():
    return (datetime.date.today() + datetime.timedelta(days=14)).isoformat()


class Record:
    """What a walk left in the file, as another program reads it."""

    def __init__(self, server, visit):
        self.server, self.visit = server, visit

    def count(self, table, where="visit_id = ?"):
        return self.server.sql(f"SELECT count(*) FROM {table} WHERE {where}", self.visit)[0][0]

    def check(self, case):
        """Everything once, nothing by halves, and the books balance."""
        of_encounter = "encounter_id IN (SELECT id FROM encounter WHERE visit_id = ?)"
        of_order = "service_request_id IN (SELECT id FROM service_request WHERE visit_id = ?)"
        of_invoice = "invoice_id IN (SELECT id FROM invoice WHERE visit_id = ?)"
        case.assertEqual(
            {
                "token": self.count("token"), "measured together": self.count("observation_set"),
                "measured": self.count("observation", "set_id IN (SELECT id FROM observation_set WHERE visit_id = ?)"),
                "finished encounters": self.count("encounter", "visit_id = ? AND status = 'finished'"),
                "complaints": self.count("complaint", of_encounter), "diagnoses": self.count("condition", of_encounter),
                "prescribed": self.count("medication_request", of_encounter),
                "completed orders": self.count("service_request", "visit_id = ? AND status = 'completed'"),
                "results": self.count("result", of_order), "reports": self.count("diagnostic_report", of_order),
                "charges": self.count("charge", "visit_id = ? AND cancelled_at IS NULL"),
                "invoices": self.count("invoice"), "lines": self.count("invoice_line", of_invoice),
                "payments": self.count("payment", of_invoice),
            },
            {
                "token": 1, "measured together": 1, "measured": len(VITALS), "finished encounters": 1, "complaints": 1,
                "diagnoses": 1, "prescribed": len(LINES), "completed orders": len(TESTS),
                "results": len(BLOOD) + len(URINE) + 1, "reports": len(TESTS), "charges": 4, "invoices": 1, "lines": 4,
                "payments": 1,
            })
        self.check_path(case)
        self.check_books(case)

    def check_path(self, case):
        """Each station in its order: called, served and left once."""
        rows = self.server.sql(
            """SELECT stage, state, group_concat(kind, ' ') FROM queue_entry JOIN queue_event ON entry_id = queue_entry.id
               WHERE visit_id = ? GROUP BY queue_entry.id ORDER BY entered_at, min(queue_event.id)""", self.visit)
        ends = {row[2].split()[-1] for row in rows}
        case.assertLessEqual(ends, {"finished", "sent"})
        case.assertEqual(
            [(stage, state, kinds.split()[:-1]) for stage, state, kinds in rows],
            [(stage, "done", ["called", "serving"]) for stage in PATH])

    def check_books(self, case):
        invoice = self.server.sql("SELECT gross, waiver, total FROM invoice WHERE visit_id = ?", self.visit)
        case.assertEqual(invoice, [(GROSS * 100, WAIVED * 100, TOTAL * 100)])
        debits, credits = self.server.sql("SELECT sum(debits), sum(credits) FROM trial_balance")[0]
        case.assertEqual(debits, credits)
        case.assertEqual(self.server.sql("SELECT debits - credits FROM trial_balance WHERE code = '1200'"), [(0,)])
        case.assertEqual(self.server.sql("PRAGMA integrity_check"), [("ok",)])
        case.assertEqual(self.server.sql("PRAGMA foreign_key_check"), [])


class AtTheScreens(Browser):
    """By six people, each with a device of their own, in Bangla. Every primary button is tapped twice."""

    def test_six_people_take_a_visit_through_all_stations(self):
        self.visit, self.serial = self.issue()
        self.register()
        self.measure()
        self.consult()
        self.examine()
        self.bill()
        self.look_into_the_books()
        Record(self.server, self.visit).check(self)

    # Reception

    def issue(self):
        page = self.sign_in(self.tablet(), "reception1", "/reception")
        self.check_page(page, "visit-01-reception-standing")
        page.locator("label:has(input[value=ncd])").click()
        self.twice(page.locator("form.new-token button.primary"))
        page.wait_for_url("**/reception/tokens/*?issued=1")
        page.keyboard.press("Shift")  # somebody is there: the page does not go on by itself
        self.check_page(page, "visit-02-token-standing")
        serial = page.locator(".huge").inner_text()
        token = page.url.split("/")[-1].split("?")[0]
        self.check_slip(page, token, serial)
        return self.server.sql("SELECT visit_id FROM token WHERE id = ?", token)[0][0], serial

    def check_slip(self, page, token, serial):
        page.goto(f"{self.server.url}/reception/tokens/{token}/slip")
        slip = self.check_paper(page, "visit-print-slip", width=80)
        self.assertEqual(slip.codes, ["urn:uuid:" + token])
        self.assertIn(serial, slip.text)

    # Registration

    def register(self):
        page = self.station("assistant1", "counter-1", self.tablet(lying=True))
        self.check_page(page, "visit-05-registration-empty-lying")
        for name, value in IDENTITY.items():
            page.locator("#" + name).fill(bangla(value) if value.isdigit() else value)
        page.locator(f"#sex label:has(input[value={SEX}])").click()
        page.locator("#birthDate").fill(BORN)
        page.locator("#place").press_sequentially(PLACE)
        page.locator(f".places label:has(input[value='{UPAZILA}'])").click()
        self.in_both_ways(page, "visit-06-registration")
        self.twice(page.locator("button.primary[name=complete]"))
        page.wait_for_url("**/queue/registration?room=counter-1")
        self.check_stage("screening")
        self.check_page(page, "visit-07-board-after-registration-lying")

    # Screening

    def measure(self):
        page = self.station("paramedic1", "screening-1", self.device(viewport=STANDING, has_touch=True))
        expect(page.locator(".visit-card")).to_contain_text(IDENTITY["name"])
        expect(page.locator(".visit-card")).to_contain_text("৫২ বছর")
        page.locator(f"label:has(input[value={PREGNANCY}])").click()
        for name, value in VITALS.items():
            page.locator("#" + name).fill(bangla(value))
        expect(page.locator("[data-bmi] output")).to_have_text("২৭.৪")
        self.in_both_ways(page, "visit-08-screening")
        self.twice(page.locator(".act button.primary"))
        # What is not right is seen before the next person is called.
        page.wait_for_url("**/screening/visits/*?room=screening-1")
        pressure = page.locator(".measure", has=page.locator("h2:text-is('রক্তচাপ')"))
        expect(pressure.locator(".measured")).to_contain_text("১৮৬/১১৮")
        expect(pressure.locator(".colour-yellow")).to_have_text("অতি উচ্চ রক্তচাপ (জরুরি)")
        self.check_page(page, "visit-09-screening-measured-standing", is_whole=True)
        self.check_stage("consultation")

    # Consultation

    def consult(self):
        page = self.station("doctor1", "doctor-1", self.device(**SMALL_LAPTOP))
        expect(page.locator("#draft")).to_be_attached()
        known = page.locator(".known")
        expect(known).to_contain_text("১৮৬/১১৮")
        expect(known.locator(".colour-yellow")).to_have_text("অতি উচ্চ রক্তচাপ (জরুরি)")
        self.check_page(page, "visit-10-consultation-begun")
        self.put_in(page, "complaints", "মাথাব্যথা", HEADACHE, {"complaint-days": "৭"})
        for name in ("history", "examination", "advice"):
            page.locator("#" + name).fill(NOTE[name])
        page.locator("#followUpOn").fill(follow_up())
        self.put_in(page, "diagnoses", "উচ্চ রক্ত", HYPERTENSION)
        self.prescribe(page)
        for test, text in zip(TESTS, ("সিবিসি", "প্রস্রাবের সাধারণ")):
            self.put_in(page, "investigations", text, test)
        expect(page.locator("#kept")).to_contain_text("টায় সংরক্ষণ হয়েছে")
        self.check_kept(page)
        self.in_both_ways(page, "visit-12-consultation-written")
        self.sign(page)

    def put_in(self, page, section, text, code, extras=None):
        """By type-ahead: a few letters, and one of what fits."""
        box = page.locator(f"#q-{section}")
        box.press_sequentially(text)
        match = page.locator(f"#{section} .match[value='{code}']")
        expect(match).to_be_visible()
        for name, value in (extras or {}).items():
            page.locator("#" + name).fill(value)
        if section in ("diagnoses", "medicines"):
            self.check_page(page, f"visit-11-searching-{section}-{code}")
        self.twice(match)

    def prescribe(self, page):
        for count, (medicine, pattern, days) in enumerate(LINES, 1):
            self.put_in(page, "medicines", ("Amlo", "প্যারাসি")[count - 1], medicine)
            page.locator("#pattern").fill(bangla(pattern))
            page.locator("#timing").select_option(AFTER_MEAL)
            page.locator(f"[data-fill=days][data-value='{days}']").click()
            if count == 1:
                self.check_page(page, "visit-11-dose")
            self.twice(page.locator(".dose .add"))
            expect(page.locator("#medicines ol.rows li")).to_have_count(count)
        expect(page.locator("#medicines ol.rows")).to_contain_text("খাবারের পরে")

    def check_kept(self, page):
        """Whatever was typed is still there after a reload."""
        page.reload()
        for name in ("history", "examination", "advice"):
            expect(page.locator("#" + name)).to_have_value(NOTE[name])
        expect(page.locator("#followUpOn")).to_have_value(follow_up())
        for section, count in (("complaints", 1), ("diagnoses", 1), ("medicines", 2), ("investigations", 2)):
            expect(page.locator(f"#{section} .rows li")).to_have_count(count)

    def sign(self, page):
        self.twice(page.locator("[data-after-note]"))
        page.wait_for_url("**/signature")
        self.check_page(page, "visit-13-signature", is_whole=True)
        self.assertEqual(Record(self.server, self.visit).count("encounter", "visit_id = ? AND status = 'finished'"), 0)
        self.twice(page.locator("main button.primary"))
        page.wait_for_url("**/consultation/visits/*?signed=1*")
        expect(page.locator(".notice")).to_contain_text("স্বাক্ষর করেছেন")
        self.check_page(page, "visit-14-signed", is_whole=True)
        self.check_stage("orders")
        self.check_prescription(page)

    def check_prescription(self, page):
        page.goto(self.server.url + page.locator("iframe.paper-frame").get_attribute("src"))
        paper = self.check_paper(page, "visit-print-prescription", width=148, height=210)
        for words in ("Amlodipine", "5 mg", "১+০+০", "Paracetamol", "500 mg", "১+০+১"):
            self.assertIn(words, paper.text)

    # Orders

    def examine(self):
        page = self.station("lab1", "laboratory-1", self.device(**LAPTOP))
        self.look_at_the_list(page)
        self.enter(page, "সিবিসি", BLOOD, 1)
        self.enter(page, "প্রস্রাবের", {PROTEIN: "1+", **URINE}, 2)
        expect(page.locator(".order-verified")).to_have_count(2)
        self.check_page(page, "visit-18-orders-verified", is_whole=True)
        # With the last of the tests the person goes on.
        self.check_stage("billing")

    def look_at_the_list(self, page):
        here = page.url
        page.goto(self.server.url + "/orders")
        expect(page.locator(".work .number").first).to_have_text(self.serial)
        self.check_page(page, "visit-15-work-list")
        page.goto(here)
        self.in_both_ways(page, "visit-16-orders")

    def enter(self, page, name, values, verified):
        order = page.locator(".order", has=page.locator(f"h2:has-text('{name}')"))
        for component, value in values.items():
            field = order.locator(f"[name='value-{component}']")
            if field.evaluate("field => field.localName") == "select":
                field.select_option(value)
            else:
                field.fill(bangla(value))
        self.check_page(page, f"visit-17-entering-{verified}", is_whole=True)
        self.twice(order.locator("form.entry button"))
        expect(order.locator(".result")).to_have_count(len(values))
        if verified == 1:
            low = order.locator(".result", has_text="হিমোগ্লোবিন").locator(".flag")
            expect(low).to_contain_text("▼")
        self.check_page(page, f"visit-17-entered-{verified}", is_whole=True)
        self.twice(order.locator("form[action$=report] button"))
        expect(page.locator(".order-verified")).to_have_count(verified)

    # Billing

    def bill(self):
        page = self.station("cashier1", "counter-3", self.device(**LAPTOP))
        expect(page.locator("tfoot .amount")).to_have_text("৳" + bangla(GROSS))
        self.check_page(page, "visit-19-bill", is_whole=True)
        page.locator(f"label:has(input[value={GREEN_CARD}])").click()
        page.locator("#waiverReason").fill(REASON)
        expect(page.locator("#total")).to_have_text("৳" + bangla(TOTAL))
        page.locator(f"[data-note='{HANDED}']").click()
        expect(page.locator("#change")).to_have_text("৳" + bangla(BACK))
        self.in_both_ways(page, "visit-20-bill-with-waiver")
        self.twice(page.locator("form.bill button.primary"))
        page.wait_for_url("**/billing/invoices/*?issued=*")
        expect(page.locator(".money-total")).to_have_text("৳" + bangla(BACK))
        self.check_page(page, "visit-21-invoice", is_whole=True)
        self.check_left()
        self.check_receipt(page)

    def check_receipt(self, page):
        number = self.server.sql("SELECT number FROM invoice WHERE visit_id = ?", self.visit)[0][0]
        page.goto(self.server.url + page.locator("iframe.invoice-frame").get_attribute("src"))
        paper = self.check_paper(page, "visit-print-invoice", width=80)
        for words in (number, bangla(GROSS), bangla(WAIVED), bangla(TOTAL), bangla(BACK), bangla("4412")):
            self.assertIn(words, paper.text)

    # The manager

    def look_into_the_books(self):
        page = self.sign_in(self.device(**LAPTOP), "manager1", "/billing/trial-balance")
        sums = page.locator("tfoot .amount")
        self.assertEqual(sums.first.inner_text(), sums.last.inner_text())
        self.check_page(page, "visit-22-trial-balance")
        page.goto(self.server.url + "/shr")
        self.check_page(page, "visit-23-shr")

    # What the steps above are made of

    def station(self, user, room, context):
        """Somebody signs in at their board, calls the next person, serves them and opens their page."""
        stage = {"counter-1": "registration", "counter-3": "billing"}.get(room) or {
            "screening": "screening", "doctor": "consultation", "laboratory": "orders"}[room.split("-")[0]]
        page = self.sign_in(context, user, f"/queue/{stage}?room={room}")
        self.check_page(page, f"visit-board-{stage}-waiting")
        self.twice(page.locator(".next button.primary"))
        expect(page.locator(".present-called .present-number")).to_have_text(self.serial)
        self.twice(page.locator(".present-called button.primary"))
        expect(page.locator(".present-serving")).to_be_visible()
        self.check_page(page, f"visit-board-{stage}-serving")
        page.locator(".present-serving a.primary").click()
        page.wait_for_url(f"**/{stage}/visits/{self.visit}")
        return page

    def twice(self, button):
        """A nervous finger: the second tap comes when the first may have been answered already."""
        button.scroll_into_view_if_needed()
        button.hover()
        box = button.bounding_box()
        place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        button.click()
        button.page.wait_for_timeout(BETWEEN_TAPS)
        button.page.mouse.click(*place)
        button.page.wait_for_timeout(LOOKING)

    def check_stage(self, stage):
        """The token went on by itself."""
        rows = self.server.sql(
            "SELECT stage FROM queue_entry WHERE visit_id = ? AND state = 'waiting'", self.visit)
        self.assertEqual(rows, [(stage,)])

    def check_left(self):
        rows = self.server.sql("SELECT count(*) FROM queue_entry WHERE visit_id = ? AND state <> 'done'", self.visit)
        self.assertEqual(rows, [(0,)])

    def in_both_ways(self, page, name):
        """The same page on a standing and on a lying tablet."""
        before = page.viewport_size
        for kind, size in (("standing", STANDING), ("lying", LYING)):
            page.set_viewport_size(size)
            self.check_page(page, f"{name}-{kind}", is_whole=True)
        page.set_viewport_size(before)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def check_paper(self, page, name, width, height=None):
        paper = self.paper(page, name)
        self.assertAlmostEqual(paper.width, width, delta=0.5)
        if height:
            self.assertAlmostEqual(paper.height, height, delta=0.5)
        self.assertEqual(paper.pages, 1)
        self.assertTrue(paper.fonts and all(paper.fonts.values()), paper.fonts)
        return paper


class ByREST(unittest.TestCase):
    """By the same six through the interface; on the way, what is wrong is refused and leaves no trace."""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())
        cls.staff = {user: cls.server.signed_in(user) for user in STAFF}

    def test_six_programs_take_the_same_visit_through_all_stations(self):
        self.issue()
        self.register()
        self.measure()
        self.consult()
        self.examine()
        self.bill()
        balance = self.get("manager1", "/api/trial-balance")
        self.assertEqual((balance["debits"], balance["due"]), (balance["credits"], 0))
        Record(self.server, self.visit).check(self)

    # The stations

    def issue(self):
        token = self.post("reception1", "/api/tokens", {"service": "ncd"})
        self.visit, self.token = token["visitId"], token["id"]
        self.assertIsNone(token["patient"])

    def register(self):
        path = f"/api/visits/{self.visit}/registration"
        self.serve("assistant1", "registration", "counter-1")
        everything = {**IDENTITY, "sex": SEX, "birthDate": BORN, "upazila": UPAZILA}
        self.make_somebody_else()
        self.refuse("assistant1", "PUT", path, {**everything, "nationalId": OTHERS_NID}, 409, "nationalId")
        self.refuse("assistant1", "PUT", path, {**everything, "nationalId": "12345"}, 422, "nationalId")
        self.refuse("assistant1", "PUT", path, {**everything, "healthId": "91357924680"}, 422, "healthId")
        patient = self.done("assistant1", "PUT", path, everything, 200)
        self.patient = patient["id"]
        self.assertEqual((patient["nationalId"], patient["age"]["value"]), (IDENTITY["nationalId"], 52))

    def make_somebody_else(self):
        """Somebody who has the number that is tried."""
        token = self.post("reception1", "/api/tokens", {"service": "general"})
        self.done(
            "assistant1", "PUT", f"/api/visits/{token['visitId']}/registration",
            {"name": "Hasina Banu", "sex": "female", "nationalId": OTHERS_NID, "complete": False}, 200)

    def measure(self):
        path = f"/api/visits/{self.visit}/observations"
        self.serve("paramedic1", "screening", "screening-1")
        for wrong, field in (
            ({"weight": "0"}, "weight"), ({"temperature": "370"}, "temperature"),
            ({"systolic": "80", "diastolic": "120"}, "systolic"),
        ):
            self.refuse("paramedic1", "POST", path, {**VITALS, **wrong}, 422, field)
        measured = self.post("paramedic1", path, {**VITALS, "pregnancy": PREGNANCY})
        self.assertEqual(measured["bmi"]["value"], 27.4)
        self.assertEqual(len(measured["observations"]), len(VITALS))

    def consult(self):
        self.serve("doctor1", "consultation", "doctor-1")
        self.encounter = self.post("doctor1", f"/api/visits/{self.visit}/encounters", {})["id"]
        path = f"/api/encounters/{self.encounter}"
        self.post("doctor1", path + "/complaints", {"code": HEADACHE, "days": 7})
        self.refuse("doctor1", "POST", path + "/conditions", {"code": "DX999"}, 422, "code")
        found = self.get("doctor1", "/api/catalogue/diagnoses?q=" + quote("উচ্চ রক্ত"))
        self.assertIn(HYPERTENSION, [match["code"] for match in found["diagnoses"]])
        self.post("doctor1", path + "/conditions", {"code": HYPERTENSION, "verification": "confirmed"})
        self.prescribe(path + "/medication-requests")
        for test in TESTS:
            draft = self.post("doctor1", path + "/service-requests", {"code": test})
        self.sign(path, draft["version"])

    def prescribe(self, path):
        for pattern in ("1-0-1", "1+0", "0+0+0", "often"):
            line = {"medicine": AMLODIPINE, "pattern": pattern, "timing": AFTER_MEAL, "days": 30}
            self.refuse("doctor1", "POST", path, line, 422, "pattern")
        for medicine, pattern, days in LINES:
            line = {"medicine": medicine, "pattern": bangla(pattern), "timing": AFTER_MEAL, "days": days}
            self.post("doctor1", path, line)

    def sign(self, path, version):
        note = {**NOTE, "followUpOn": follow_up(), "version": version}
        draft = self.done("doctor1", "PUT", path + "/note", note, 200)
        self.assertEqual({name: draft[name] for name in NOTE}, NOTE)
        seen = {"version": draft["version"]}
        self.refuse("doctor2", "POST", path + "/signature", seen, 409)
        signed = self.done("doctor1", "POST", path + "/signature", seen, 200)
        self.assertEqual(signed["status"], "finished")
        self.refuse("doctor1", "POST", path + "/signature", {"version": signed["version"]}, 409)
        self.orders = {order["code"]: order["id"] for order in signed["serviceRequests"]}
        self.assertEqual(sorted(self.orders), TESTS)

    def examine(self):
        self.serve("lab1", "orders", "laboratory-1")
        self.check_revoked()
        for test, found in ((TESTS[0], BLOOD), (TESTS[1], {PROTEIN: "1+", **URINE})):
            path = f"/api/orders/{self.orders[test]}"
            for component, value in found.items():
                name = "value" if NUMBER.fullmatch(value) else "text"
                self.post("lab1", path + "/results", {"component": component, name: value})
            order = self.done("lab1", "POST", path + "/report", {}, 200)
            self.assertEqual(order["state"], "verified")

    def check_revoked(self):
        """Another test is added, and will not be done after all."""
        order = self.post("lab1", f"/api/visits/{self.visit}/orders", {"code": "LAB-ESR"})
        path = f"/api/orders/{order['id']}"
        self.done("lab1", "POST", path + "/revocation", {"reason": "No tube"}, 200)
        value = {"component": order["components"][0]["component"], "value": "12"}
        self.refuse("lab1", "POST", path + "/results", value, 409)

    def bill(self):
        self.serve("cashier1", "billing", "counter-3")
        path = f"/api/visits/{self.visit}/invoices"
        charged = self.get("cashier1", f"/api/visits/{self.visit}/charges")
        self.assertEqual([charge["code"] for charge in charged["charges"]], ["REG-NEW", "CON-GEN", *TESTS])
        self.assertEqual(charged["gross"], GROSS * 100)
        waiver = {"waiverClass": GREEN_CARD, "waiverReason": REASON}
        self.refuse("cashier1", "POST", path, {"waiverClass": "NOBODY", "waiverReason": REASON}, 422, "waiverClass")
        self.refuse("cashier1", "POST", path, {"waiverClass": GREEN_CARD}, 422, "waiverReason")
        invoice = self.post("cashier1", path, waiver)
        self.assertEqual((invoice["total"], invoice["due"]), (TOTAL * 100, TOTAL * 100))
        self.refuse("cashier1", "POST", path, waiver, 409)
        self.pay(f"/api/invoices/{invoice['id']}/payments")

    def pay(self, path):
        above = {"amount": TOTAL * 100 + 1, "tendered": HANDED * 100}
        self.refuse("cashier1", "POST", path, above, 422, "amount")
        self.refuse("cashier1", "POST", path, {"amount": TOTAL * 100, "tendered": 100}, 422, "tendered")
        receipt = self.post("cashier1", path, {"amount": TOTAL * 100, "tendered": HANDED * 100})
        self.assertEqual((receipt["change"], receipt["due"]), (BACK * 100, 0))
        self.refuse("cashier1", "POST", path, {"amount": 100}, 422, "amount")

    # What the steps above are made of

    def serve(self, user, stage, room):
        """Calls whom the boards show as next, until it is this visit's turn, and serves them."""
        entry = self.done(user, "POST", f"/api/queues/{stage}/next", {"room": room}, 200)
        entry = entry.get("entry", entry)
        self.assertEqual(entry["tokenId"], self.token)
        tap = {"action": "serve", "version": entry["version"]}
        self.done(user, "POST", f"/api/queue-entries/{entry['id']}/transitions", tap, 200)

    def get(self, user, path):
        answer = self.staff[user].get(path)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def post(self, user, path, value):
        return self.done(user, "POST", path, value, 201)

    def done(self, user, method, path, value, status):
        """The same command twice, with its key: done once, and answered as the first time."""
        key = new_key()
        first, second = (self.send(user, method, path, value, key=key) for _ in range(2))
        self.assertEqual(first.status, status, first.body.decode())
        self.assertEqual((second.status, second.body), (first.status, first.body))
        return first.json

    def refuse(self, user, method, path, value, status, field=None):
        """Said in both languages, with the field; and nothing is written."""
        before = self.counts()
        for language in ("en", "bn"):
            with self.subTest(f"{method} {path.split('/')[-1]} {field or status}, {language}"):
                answer = self.send(user, method, path, value, Accept_Language=language)
                self.check_problem(answer, status, field, language)
        self.assertEqual(self.counts(), before)

    def send(self, user, method, path, value, **options):
        client = self.staff[user]
        return (client.put if method == "PUT" else client.post)(path, value, **options)

    def check_problem(self, answer, status, field, language):
        self.assertEqual((answer.status, answer.type), (status, "application/problem+json"), answer.body.decode())
        problem = answer.json
        self.assertEqual(bool(BANGLA.search(problem["title"])), language == "bn", problem)
        if field:
            said = {error["field"]: error["detail"] for error in problem.get("errors", [])}
            self.assertIn(field, said)
            self.assertEqual(bool(BANGLA.search(said[field])), language == "bn", problem)

    def counts(self):
        """How many rows every table has of what commands write, and how often a draft was written into."""
        tables = self.server.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        counts = {name: self.server.sql(f"SELECT count(*) FROM {name}")[0][0] for (name,) in tables}
        # Looks and refusals go into the log up to a second after they were answered.
        del counts["idempotency"], counts["session"], counts["audit_event"]
        return counts, self.server.sql("SELECT id, version, status FROM encounter ORDER BY id")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        os.environ["AALO_SCREENSHOTS"] = sys.argv[1]
    import run

    sys.argv[1:] = ["visit"]
    run.main()
