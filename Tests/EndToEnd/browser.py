"""Real browsers before a server of their own: devices, signing in, screenshots, accessibility, and paper."""
import os
import re
import subprocess
import unittest
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from server import PIN, Server

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SHOTS = os.environ.get("AALO_SCREENSHOTS")
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
BANGLA_ZERO = 0x09E6
MILLIMETRES_PER_POINT = 25.4 / 72


def bangla(number):
    """A number, or a text with digits in it, as it is written in Bangla."""
    return "".join(chr(BANGLA_ZERO + int(sign)) if sign in "0123456789" else sign for sign in str(number))


class Browser(unittest.TestCase):
    """What a test of pages stands on: a server, a browser, and the pages' own errors noted."""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())
        cls.playwright = cls.enterClassContext(sync_playwright())
        cls.browser = cls.playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.faults = []

    def tearDown(self):
        self.assertEqual(self.faults, [], "the pages' own errors")

    def device(self, language="bn", **profile):
        context = self.browser.new_context(locale="bn-BD" if language == "bn" else "en-GB", **profile)
        context.add_cookies([{"name": "aalo_language", "value": language, "url": self.server.url}])
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self.note_refused_by_policy)
        self.addCleanup(context.close)
        return context

    def note_refused_by_policy(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def tablet(self, language="bn", lying=False):
        name = "Galaxy Tab S9" + (" landscape" if lying else "")
        profile = dict(self.playwright.devices[name])
        profile.pop("default_browser_type", None)
        return self.device(language, **profile)

    def sign_in(self, context, user, path):
        """By the tiles and the PIN pad, as a person does."""
        page = context.new_page()
        page.goto(self.server.url + path)
        page.locator(f"label:has(input[value={user}])").click()
        for digit in PIN:
            page.locator(f"[data-digit='{digit}']").click()
        page.locator("main button.primary").click()
        page.wait_for_url(self.server.url + path)
        return page

    def shot(self, page, name, is_whole=False):
        """`is_whole`: as if the screen were as high as the page, so that what sticks to its edges covers nothing."""
        if not SHOTS:
            return
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size
        if is_whole:
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({**size, "height": max(size["height"], height)})
        page.screenshot(path=f"{SHOTS}/{name}.png")
        if is_whole:
            page.set_viewport_size(size)

    def check_page(self, page, name, is_whole=False):
        with self.subTest(name):
            page.wait_for_load_state()
            self.shot(page, name, is_whole)
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0)
            self.check_accessible(page)

    def check_accessible(self, page):
        """No violation of WCAG that axe-core calls serious or critical."""
        found = Axe().run(page).response["violations"]
        bad = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]
        self.assertEqual(bad, [])

    def paper(self, page, name):
        """What comes out of the printer for the page that is open."""
        folder = Path(SHOTS or self.server.folder)
        folder.mkdir(parents=True, exist_ok=True)
        page.pdf(path=f"{folder}/{name}.pdf", prefer_css_page_size=True, print_background=True)
        return Paper(folder / name)


class Paper:
    """A printed page, as a printer of 203 dots to the inch has it; the picture lies beside the PDF."""

    def __init__(self, stem):
        self.pdf, self.picture = f"{stem}.pdf", f"{stem}.png"
        said("pdftoppm", "-r", "203", "-png", "-singlefile", self.pdf, stem)
        facts = said("pdfinfo", self.pdf)
        self.pages = int(re.search(r"Pages: +(\d+)", facts).group(1))
        size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", facts).groups()
        self.width, self.height = (float(points) * MILLIMETRES_PER_POINT for points in size)
        self.text = said("pdftotext", "-layout", self.pdf, "-")

    @property
    def codes(self):
        """What a scanner reads on it."""
        return subprocess.run(
            ["zbarimg", "-q", "--raw", self.picture], capture_output=True, text=True).stdout.splitlines()

    @property
    def fonts(self):
        """The fonts by name, and whether each is in the file, so that every printer has it."""
        rows = said("pdffonts", self.pdf).splitlines()
        at = rows[0].index("emb")
        return {row.split()[0]: row[at:at + 3].strip() == "yes" for row in rows[2:]}


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
