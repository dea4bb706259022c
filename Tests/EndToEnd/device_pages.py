"""The administrator's pages of devices and programs, and how one proves who one is on them, in a real browser."""
import base64
import contextlib
import hmac
import re
import time
import unittest

from playwright.sync_api import Error, expect

from browser import Browser, bangla
from server import PIN


def code_of(key, steps=0):
    """What a phone with this key shows (RFC 6238), now or so many half minutes later."""
    counter = (int(time.time()) // 30 + steps).to_bytes(8, "big")
    mac = hmac.digest(base64.b32decode(key), counter, "sha1")
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class DevicePages(Browser):
    def add(self, page, name, kind):
        """Through the form; the code as it is shown."""
        page.goto(self.server.url + "/devices")
        adding = page.locator("details:has(form[action='/devices'])")
        if adding.get_attribute("open") is None:
            adding.locator("summary").click()
        page.get_by_label("Name", exact=False).first.fill(name)
        page.locator(f"label:has(input[value={kind}])").click()
        adding.locator("button.primary").click()
        page.locator(".code").wait_for()
        return page.locator(".code").inner_text()

    def test_a_tablet_comes_to_the_clinic_and_is_sent_away(self):
        office = self.sign_in(self.device("en", viewport={"width": 1366, "height": 768}), "admin1", "/devices")
        code = self.add(office, "Tablet of counter 1", "tablet")
        self.assertRegex(code, r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")
        office.get_by_text(re.compile(r"Good for \d+ minutes more")).wait_for()
        self.check_page(office, "device-code-en")

        context = self.tablet("en")
        tablet = context.new_page()
        tablet.goto(self.server.url + "/devices/register#" + code.replace("-", ""))
        self.assertEqual(tablet.locator("#code").input_value(), code.replace("-", ""))
        self.assertNotIn("#", tablet.url)
        self.check_page(tablet, "device-register-en")
        tablet.locator("main button.primary").click()
        tablet.wait_for_url("**/sign-in")
        office.wait_for_url(re.compile(r"/devices/[0-9a-f-]{36}$"))

        desk = self.sign_in(context, "reception1", "/reception")
        office.goto(self.server.url + "/devices")
        office.get_by_text("Last heard of").first.wait_for()
        self.check_page(office, "devices-en")
        office.get_by_role("link", name="Tablet of counter 1").click()
        office.locator("summary", has_text="Revoke").click()
        self.check_page(office, "device-en", is_whole=True)
        office.locator("button.danger").click()
        office.wait_for_url("**/devices")
        # The page asks for its line all the while, and may be on its way there by itself.
        with contextlib.suppress(Error):
            desk.reload()
        desk.wait_for_url(re.compile("/sign-in"))

    def test_a_program_gets_its_token_once(self):
        office = self.sign_in(self.device("bn", viewport={"width": 1366, "height": 768}), "admin1", "/devices")
        self.check_page(office, "devices-bn")
        office.goto(self.server.url + "/clients")
        office.locator("summary").click()
        office.locator("#name").fill("DHIS2")
        office.locator("main button.primary").click()
        office.locator("#error-summary").wait_for()
        self.check_page(office, "clients-error-bn", is_whole=True)
        office.locator("label:has(input[name=scope-reports])").click()
        # Nearer in time, it would be the second half of a double tap on what stood there before.
        office.wait_for_timeout(600)
        office.locator("main button.primary").click()
        office.locator(".token-text").wait_for()
        self.assertRegex(office.locator(".token-text").inner_text(), r"^aalo_[0-9a-f]{64}$")
        self.check_page(office, "client-token-bn")
        office.goto(self.server.url + "/clients")
        self.assertNotIn("aalo_", office.locator("main").inner_text())
        self.check_page(office, "clients-bn")

    def find_signed_out(self, page, path):
        """What another program wrote reaches those who are signed in within a second."""
        deadline = time.monotonic() + 1
        page.goto(self.server.url + path)
        while "/sign-in" not in page.url and time.monotonic() < deadline:
            page.goto(self.server.url + path)
        self.assertIn("/sign-in", page.url)

    def test_a_manager_signs_in_with_a_code_from_the_phone(self):
        context = self.tablet("bn")
        page = self.sign_in(context, "manager1", "/account")
        page.locator("#newSecret").fill("১২৩৪৫৬৭৮৯")
        expect(page.locator(".strength")).to_have_text(re.compile("আরও ৩টি অক্ষর লাগবে"))
        page.locator("#newSecret").fill("rickshaw mango tin")
        expect(page.locator(".strength")).to_have_text(re.compile("মজবুত"))
        page.locator("[data-reveal=newSecret]").click()
        self.assertEqual(page.locator("#newSecret").get_attribute("type"), "text")
        self.check_page(page, "account-bn", is_whole=True)
        page.locator("a[href='/account/second-step']").click()
        page.locator("#secret").fill(PIN)
        self.check_page(page, "second-step-off-bn")
        page.locator("main button.primary").click()
        page.locator(".factor-groups").wait_for()
        self.check_page(page, "second-step-key-bn", is_whole=True)
        key = re.sub(r"\s", "", page.locator(".factor-groups").inner_text())
        page.locator("#code").fill("000000")
        page.locator("main button.primary").click()
        page.locator("#error-summary").wait_for()
        # Nearer in time, it would be the second half of a double tap on what stood there before.
        page.wait_for_timeout(600)
        first = code_of(key)
        page.locator("#code").fill(bangla(first))
        page.locator("main button.primary").click()
        page.locator(".factor-codes").wait_for()
        recovery = page.locator(".factor-codes li").all_inner_texts()
        self.assertEqual(len(set(recovery)), 10)
        self.check_page(page, "second-step-codes-bn", is_whole=True)
        page.goto(self.server.url + "/account/second-step")
        self.check_page(page, "second-step-on-bn", is_whole=True)

        page.locator(".bar-person button").click()
        page.wait_for_url("**/sign-in")
        self.give_pin(page, "manager1")
        page.wait_for_url("**/sign-in/code")
        expect(page.locator("#code")).to_be_focused()
        self.assertEqual(page.locator("#code").get_attribute("autocomplete"), "one-time-code")
        page.locator("#code").fill(first)
        page.keyboard.press("Enter")
        page.locator("#error-summary").wait_for()
        self.check_page(page, "sign-in-code-used-bn")
        # The next one, by a phone that is half a minute ahead.
        page.locator("#code").fill(bangla(code_of(key, 1)))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)

        english = self.device("en", viewport={"width": 390, "height": 844}, has_touch=True).new_page()
        english.goto(self.server.url + "/sign-in?next=/staff")
        self.give_pin(english, "manager1")
        english.wait_for_url("**/sign-in/code?next=**")
        english.locator("summary").click()
        self.check_page(english, "sign-in-code-en", is_whole=True)
        english.locator("#recoveryCode").fill(recovery[0].lower())
        english.locator("main button.primary").click()
        english.wait_for_url("**/account/second-step")
        self.assertIn("9 recovery codes are left", english.locator("main").inner_text())

        # The phone is lost, and so are the codes.
        reset = ("staff", "reset-factor", "manager1", "--reason", "the phone is lost")
        self.assertEqual(self.server.command(*reset).returncode, 0)
        self.assertNotEqual(self.server.command(*reset).returncode, 0, "there is none any more")
        self.find_signed_out(english, "/staff")
        self.give_pin(english, "manager1")
        english.wait_for_url("**/staff")

    def give_pin(self, page, user):
        page.locator(f"label:has(input[value={user}])").click()
        for digit in PIN:
            page.locator(f"[data-digit='{digit}']").click()
        page.locator("main button.primary").click()

    def test_a_device_of_the_clinic_shows_faces(self):
        office = self.sign_in(self.device("en", viewport={"width": 1366, "height": 768}), "admin1", "/account")
        photo = {"name": "me.png", "mimeType": "image/png", "buffer": office.screenshot()}
        office.locator("input[type=file]").set_input_files(photo)
        # A telephone's picture is made small before it is sent.
        expect(office.locator("input[type=file]")).to_have_value(re.compile("photo.jpg$"))
        office.locator("#photo form[enctype] button").click()
        office.locator("main img.face").wait_for()
        self.check_page(office, "account-en", is_whole=True)
        code = self.add(office, "Tablet with faces", "tablet")
        for language, profile in (("en", None), ("bn", {"width": 390, "height": 844})):
            with self.subTest(language):
                context = self.device(language, viewport=profile) if profile else self.tablet(language)
                tablet = context.new_page()
                if profile is None:
                    tablet.goto(self.server.url + "/devices/register#" + code.replace("-", ""))
                    tablet.locator("main button.primary").click()
                    tablet.wait_for_url("**/sign-in")
                    wide = tablet.locator("img.face").evaluate("picture => picture.naturalWidth")
                    self.assertEqual(wide, 320)
                else:
                    tablet.goto(self.server.url + "/sign-in")
                    self.assertEqual(tablet.locator("img.face").count(), 0, "a stranger sees no faces")
                self.check_page(tablet, f"faces-{language}", is_whole=True)

    def test_the_pages_can_be_used_by_everybody(self):
        office = self.sign_in(self.device("en", viewport={"width": 1366, "height": 768}), "admin1", "/devices")
        self.add(office, "Hall", "display")
        self.check_accessible(office)
        for path in ("/devices", "/clients", "/devices/register"):
            office.goto(self.server.url + path)
            for summary in office.locator("summary").all():
                summary.click()
            self.check_accessible(office)


if __name__ == "__main__":
    unittest.main()
