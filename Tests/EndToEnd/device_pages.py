"""The administrator's pages of devices and programs, in a real browser."""
import contextlib
import re
import unittest

from playwright.sync_api import Error

from browser import Browser


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
