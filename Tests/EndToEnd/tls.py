"""The clinic over TLS: its own authority, what is spoken and what is not, and certificates exchanged while it runs."""
import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import time
import unittest
import xml.etree.ElementTree
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from browser import CHROMIUM, LAPTOP
from client import Client
from server import HOST, PIN, ROOT, Server, free_port

YEAR = 31_536_000
STRONG = {
    "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
}


class SecureServer(Server):
    """A server with certificates by `aalo tls init`, and a listener of plain HTTP that leads to it."""

    def __init__(self, **security):
        super().__init__()
        self.tls = self.folder / "tls"
        self.redirect_port = free_port()
        self.configuration = self.folder / "aalo.json"
        self.arguments = ["--config", str(self.configuration)]
        self.configure(**security)

    def __enter__(self):
        made = self.command("tls", "init", "--directory", str(self.tls), "--name", "clinic.example")
        if made.returncode != 0:
            raise RuntimeError(f"aalo tls init: {made.stdout}{made.stderr}")
        self.advice = made.stdout
        return super().__enter__()

    def configure(self, **security):
        security = {
            "certificate": str(self.tls / "server.crt"), "key": str(self.tls / "server.key"),
            "authority": str(self.tls / "ca.crt"), "redirectPort": self.redirect_port, **security}
        shipped = json.loads((ROOT / "Config/aalo.json").read_text())
        self.configuration.write_text(json.dumps({**shipped, "tls": security}))

    def trust(self):
        """A client that trusts this clinic's authority and no other."""
        return ssl.create_default_context(cafile=self.tls / "ca.crt")

    def client(self, language="en", host="localhost"):
        return Client(host, self.port, language, trust=self.trust())

    def plain(self):
        return Client(HOST, self.redirect_port)

    def answers(self):
        try:
            with self.connect():
                return True
        except OSError:
            return False

    def connect(self):
        return self.trust().wrap_socket(socket.create_connection((HOST, self.port), 5), server_hostname="localhost")

    def hang_up(self, expected):
        """SIGHUP; returns when the log has a new line with the text."""
        before = self.log.read_text().count(expected)
        self.process.send_signal(signal.SIGHUP)
        deadline = time.perf_counter() + 10
        while self.log.read_text().count(expected) == before:
            if time.perf_counter() > deadline:
                raise RuntimeError(f"not logged: {expected}: {self.log_tail()}")
            time.sleep(0.01)


class TLS(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(SecureServer(strictTransportSeconds=YEAR))

    def test_init_says_what_to_do_and_keeps_the_keys_to_itself(self):
        for part in ("Config/aalo.json", "/certificate", "aalo tls renew", self.fingerprint()[:48]):
            self.assertIn(part, self.server.advice)
        for key in ("ca.key", "server.key"):
            self.assertEqual((self.server.tls / key).stat().st_mode & 0o777, 0o600)
        checked = subprocess.run(
            ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "clinic.example",
             "-CAfile", self.server.tls / "ca.crt", self.server.tls / "server.crt"], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)

    def test_init_does_not_replace_an_authority_that_devices_trust(self):
        before = (self.server.tls / "ca.crt").read_bytes()
        again = self.server.command("tls", "init", "--directory", str(self.server.tls))
        self.assertNotEqual(again.returncode, 0)
        self.assertIn("--force", again.stderr)
        self.assertEqual((self.server.tls / "ca.crt").read_bytes(), before)

    def test_renew_refuses_a_name_beyond_the_authority(self):
        asked = self.server.command("tls", "renew", "--directory", str(self.server.tls), "--name", "bank.example")
        self.assertNotEqual(asked.returncode, 0)
        self.assertIn("bank.example", asked.stderr)

    def test_staff_sign_in_and_their_cookie_stays_on_TLS(self):
        desk = self.server.client()
        answer = desk.post("/api/sessions", {"userName": "reception1", "secret": PIN}, key=None)
        self.assertEqual(answer.status, 201, answer.body)
        self.assertIn("; Secure", answer.headers["Set-Cookie"])
        desk.sign_in("reception1", PIN)
        self.assertEqual(desk.post("/api/tokens", {"service": "general"}).status, 201)

    def test_who_does_not_know_the_authority_does_not_trust_the_clinic(self):
        with self.assertRaises(ssl.SSLCertVerificationError):
            Client("localhost", self.server.port, trust=ssl.create_default_context()).get("/health")

    def test_a_morning_is_played_over_TLS_by_who_trusts_the_authority(self):
        morning = self.server.folder / "morning.csv"
        morning.write_text("".join((ROOT / "Config/demo/clinic-day.csv").read_text().splitlines(True)[:21]))
        day = ["simulate", "--server", f"https://localhost:{self.server.port}", "--pin", PIN, "--speed", "max",
               "--day", str(morning)]
        played = self.server.command(*day, "--authority", str(self.server.tls / "ca.crt"))
        self.assertEqual(played.returncode, 0, played.stdout[-2000:] + played.stderr)
        stranger = self.server.folder / "stranger"
        self.server.command("tls", "init", "--directory", str(stranger), "--name", "clinic.example")
        refused = self.server.command(*day, "--authority", str(stranger / "ca.crt"))
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("is not trusted", refused.stderr)

    def test_a_name_is_promised_to_stay_on_TLS_and_an_address_is_not(self):
        self.assertEqual(
            self.server.client().get("/health").headers["Strict-Transport-Security"], f"max-age={YEAR}")
        self.assertIsNone(self.server.client(host=HOST).get("/health").headers["Strict-Transport-Security"])

    def test_plain_HTTP_is_shown_the_way(self):
        for method in ("GET", "POST"):
            answer = self.server.plain().ask(method, "/queue/registration?room=counter-1")
            self.assertEqual(answer.status, 308)
            self.assertEqual(
                answer.headers["Location"], f"https://{HOST}:{self.server.port}/queue/registration?room=counter-1")
        self.assertEqual(self.server.plain().ask("GET", "/", headers={"Host": "a\tb"}).status, 400)

    def test_plain_HTTP_at_the_port_of_TLS_is_answered(self):
        with socket.create_connection((HOST, self.server.port), 5) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 400 "))

    def test_a_device_gets_the_certificate_with_and_without_TLS(self):
        der = ssl.PEM_cert_to_DER_cert((self.server.tls / "ca.crt").read_text())
        for client in (self.server.plain(), self.server.client()):
            page = client.get("/certificate")
            self.assertEqual(page.status, 200)
            self.assertIn(self.fingerprint()[:47], page.body.decode())
            self.assertIn("<svg", page.body.decode())
            file = client.get("/certificate/aalo-ca.crt")
            self.assertEqual((file.type, file.body), ("application/x-x509-ca-cert", der))

    def test_a_new_certificate_is_used_without_dropping_anybody(self):
        with self.server.connect() as before:
            open_connection = self.server.signed_in("reception1")
            renewed = self.server.command("tls", "renew", "--directory", str(self.server.tls))
            self.assertEqual(renewed.returncode, 0, renewed.stderr)
            self.server.hang_up("certificates reloaded")
            socket_before = open_connection.connection.sock
            self.assertEqual(open_connection.get("/api/tokens").status, 200)
            self.assertIs(open_connection.connection.sock, socket_before)
            with self.server.connect() as after:
                self.assertNotEqual(after.getpeercert(True), before.getpeercert(True))
                self.assertIn(("DNS", "clinic.example"), after.getpeercert()["subjectAltName"])

    def test_a_bad_file_changes_nothing_and_is_named(self):
        key = self.server.tls / "server.key"
        good = key.read_bytes()
        try:
            subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key],
                           check=True, capture_output=True)
            self.server.hang_up("is not the one of the certificate in")
            self.assertEqual(self.server.client().get("/health").status, 200)
            refused = self.server.command("serve", *self.server.arguments)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn(f"the key in {key} is not the one of the certificate in", refused.stderr)
        finally:
            key.write_bytes(good)
        self.server.hang_up("certificates reloaded")

    def test_sslscan_finds_nothing_weak(self):
        seen = subprocess.run(
            ["sslscan", "--xml=-", "--no-colour", "--sni-name=localhost", f"{HOST}:{self.server.port}"],
            capture_output=True, text=True, timeout=60).stdout
        found = xml.etree.ElementTree.fromstring(seen).find("ssltest")
        spoken = {(each.get("type") + each.get("version")) for each in found.iter("protocol") if each.get("enabled") == "1"}
        self.assertEqual(spoken, {"tls1.2", "tls1.3"})
        ciphers = {each.get("cipher") for each in found.iter("cipher")}
        self.assertEqual(ciphers, STRONG)
        self.assertEqual(found.find("renegotiation").get("supported"), "0")
        self.assertEqual([each for each in found.iter("compression") if each.get("supported") != "0"], [])
        self.assertEqual([each for each in found.iter("heartbleed") if each.get("vulnerable") != "0"], [])

    def test_a_browser_that_installed_the_certificate_is_in_a_secure_context(self):
        home = self.server.folder / "home"
        database = home / ".pki/nssdb"
        database.mkdir(parents=True)
        for arguments in (["-N", "--empty-password"],
                          ["-A", "-n", "clinic", "-t", "C,,", "-i", str(self.server.tls / "ca.crt")]):
            subprocess.run(["certutil", "-d", f"sql:{database}", *arguments], check=True, capture_output=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"], env=dict(os.environ, HOME=str(home)))
            page = browser.new_context(locale="en-GB", **LAPTOP).new_page()
            page.goto(f"http://localhost:{self.server.redirect_port}/certificate")
            expect(page.get_by_text(self.fingerprint()[:47])).to_be_visible()
            if shots := os.environ.get("AALO_SCREENSHOTS"):
                page.screenshot(path=Path(shots) / "certificate.png", full_page=True)
            page.goto(f"http://localhost:{self.server.redirect_port}/sign-in")
            self.assertEqual(page.url, f"https://localhost:{self.server.port}/sign-in")
            self.assertTrue(page.evaluate("isSecureContext"))
            browser.close()

    def fingerprint(self):
        der = ssl.PEM_cert_to_DER_cert((self.server.tls / "ca.crt").read_text())
        return ":".join(f"{byte:02X}" for byte in hashlib.sha256(der).digest())


if __name__ == "__main__":
    unittest.main()
