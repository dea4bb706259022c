"""Tablets, screens and programs against the real server: registered by a code, and refused within a second of being
revoked, whoever revoked them and however they wait."""
import re
import threading
import time
import unittest

from server import PIN, Server

SOON = 1.0


class Waiting:
    """A long poll in the background."""

    def __init__(self, client, path, tag):
        self.client, self.path, self.tag = client, path, tag
        self.thread = threading.Thread(target=self.wait)
        self.thread.start()

    def wait(self):
        status = self.client.get(self.path, If_None_Match=self.tag).status
        self.result = status, time.perf_counter()

    def answer(self):
        """Its status, and when it came."""
        self.thread.join(10)
        return self.result


class Devices(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())
        cls.administrator = cls.server.signed_in("admin1")

    def add(self, name, kind):
        answer = self.administrator.post("/api/devices", {"name": name, "kind": kind})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json

    def register(self, code):
        """A client that is the device from now on."""
        device = self.server.client()
        answer = device.post("/api/devices/registration", {"code": code}, key=None)
        self.assertEqual(answer.status, 201, answer.body)
        device.headers["Cookie"] = answer.headers.get_all("Set-Cookie")[0].split(";")[0]
        return device

    def tablet(self, name, user="doctor1"):
        """A registered tablet on which somebody is signed in."""
        added = self.add(name, "tablet")
        tablet = self.register(added["code"])
        tablet.sign_in(user, PIN)
        self.assertEqual(tablet.get("/api/queues/consultation").status, 200)
        return added["id"], tablet

    def refused_after(self, client, path, revoke):
        """Seconds from the end of `revoke` until the client's next request was refused; it asks all the while."""
        revoke()
        begun = time.perf_counter()
        while client.get(path).status != 401:
            self.assertLess(time.perf_counter() - begun, 5, "it is still let in")
        return time.perf_counter() - begun

    def command(self, *arguments):
        done = self.server.command(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_a_stolen_tablet_is_refused_at_its_next_request(self):
        device, tablet = self.tablet("Stolen tablet")
        revoke = lambda: self.administrator.post(f"/api/devices/{device}/revoke", {})
        self.assertLess(self.refused_after(tablet, "/api/queues/consultation", revoke), SOON)

    def test_also_when_the_command_line_revoked_it(self):
        for turn in range(3):
            name = f"Lost tablet {turn}"
            _, tablet = self.tablet(name)
            revoke = lambda: self.command("device", "revoke", name)
            seconds = self.refused_after(tablet, "/api/queues/consultation", revoke)
            self.assertLess(seconds, SOON)
            self.assertIn(f"{name}\ttablet\t-\trevoked", self.command("device", "list"))

    def test_every_connection_it_holds_open_is_refused_and_what_it_waits_for_does_not_come(self):
        """Over several connections, so that each event loop has one."""
        for name, revoke in (
            ("Ward 1", lambda device, _: self.administrator.post(f"/api/devices/{device}/revoke", {})),
            ("Ward 2", lambda _, name: self.command("device", "revoke", name)),
        ):
            with self.subTest(name):
                device, tablet = self.tablet(name)
                held = [self.another_connection(tablet) for _ in range(6)]
                tag = tablet.get("/api/queues/consultation").headers["ETag"]
                waiting = Waiting(tablet, "/api/queues/consultation?wait=20", tag)
                self.await_waiting()
                revoke(device, name)
                revoked = time.perf_counter()
                for client in held:
                    self.refused_after(client, "/api/queues/consultation", lambda: None)
                    self.assertLess(time.perf_counter() - revoked, SOON)
                    self.assertEqual(client.post("/api/queues/consultation/next", {"room": "doctor-1"}).status, 401)
                status, at = waiting.answer()
                self.assertEqual(status, 401)
                self.assertLess(at - revoked, SOON)

    def another_connection(self, client):
        """The same session over a connection of its own, which stays open."""
        other = self.server.client()
        other.headers = dict(client.headers)
        self.assertEqual(other.get("/api/queues/consultation").status, 200)
        return other

    def test_what_it_waits_for_does_not_come(self):
        for name, revoke in (
            ("Wall 1", lambda device: self.administrator.post(f"/api/devices/{device['id']}/revoke", {})),
            ("Wall 2", lambda device: self.command("device", "revoke", device["name"])),
        ):
            with self.subTest(name):
                device = self.add(name, "display")
                screen = self.register(device["code"])
                tag = screen.get("/api/display").headers["ETag"]
                waiting = Waiting(screen, "/api/display?wait=20", tag)
                self.await_waiting()
                revoke(device)
                revoked = time.perf_counter()
                status, at = waiting.answer()
                self.assertEqual(status, 401)
                self.assertLess(at - revoked, SOON)

    def await_waiting(self):
        deadline = time.perf_counter() + 5
        while b"aalo_long_polls_waiting 1" not in self.server.client().get("/metrics").body:
            self.assertLess(time.perf_counter(), deadline, "nobody waits")

    def test_the_command_line_adds_what_registers(self):
        code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.command("device", "add", "Hall", "--kind", "display"))[0]
        screen = self.register(code)
        self.assertEqual(screen.get("/api/display").status, 200)
        again = self.server.client().post("/api/devices/registration", {"code": code}, key=None)
        self.assertEqual((again.status, again.json["errors"][0]["field"]), (422, "code"))

    def test_a_program_reads_what_it_was_given_until_it_is_revoked(self):
        token = self.command("client", "add", "Reports", "--scope", "queue", "--days", "30").split()[0]
        program = self.server.client()
        program.headers["Authorization"] = "Bearer " + token
        self.assertEqual(program.get("/api/queues/registration").status, 200)
        self.assertEqual(program.get("/api/clients").status, 403)
        self.assertEqual(program.post("/api/tokens", {"service": "general"}).status, 403)
        revoke = lambda: self.command("client", "revoke", "Reports")
        self.assertLess(self.refused_after(program, "/api/queues/registration", revoke), SOON)
        self.assertNotIn(token, self.server.log.read_text())


if __name__ == "__main__":
    unittest.main()
