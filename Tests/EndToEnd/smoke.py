"""Hostile and clumsy input over a real socket: each is refused with problem details (RFC 9457) that name the field in
the language asked for, and the clinic goes on."""
import dataclasses
import json
import re
import socket
import threading
import unittest
import uuid

from client import new_key
from server import HOST, Server

BANGLA = re.compile("[\u0980-\u09ff]")
TOKENS = "/api/tokens"


@dataclasses.dataclass
class Refused:
    """One bad request and the only answers it may get."""

    what: str
    status: set
    body: object = None  # bytes as they are, anything else as JSON
    field: str = None
    path: str = TOKENS
    method: str = "POST"
    headers: dict = dataclasses.field(default_factory=dict)


def person(**fields):
    return {"service": "general", "name": "Rahima", **fields}


BAD_REQUESTS = [
    Refused("malformed JSON", {400}, b'{"service":"general",'),
    Refused("no JSON at all", {400}, b"service=general"),
    Refused("an empty body", {400, 422}, b""),
    Refused("a list for an object", {400, 422}, []),
    Refused("the same name twice", {400}, b'{"service":"general","service":"child"}'),
    Refused("nesting without end", {400}, b'{"service":' + b"[" * 20_000),
    Refused("a number for a text", {400, 422}, {"service": 5}, "service"),
    Refused("a text for a number", {400, 422}, person(age="many", ageUnit="years"), "age"),
    Refused("a list for a text", {400, 422}, person(area=["x"]), "area"),
    Refused("half a year", {400, 422}, person(age=1.5, ageUnit="years"), "age"),
    Refused("a number beyond all bounds", {400, 422}, b'{"service":"general","name":"R","age":1e999}', "age"),
    Refused("an unknown field", {400, 422}, {"service": "general", "colour": "red"}, "colour"),
    Refused("a missing field", {400, 422}, {"complaint": "fever"}, "service"),
    Refused("a service that does not exist", {422}, {"service": "surgery"}, "service"),
    Refused("a priority that does not exist", {422}, {"service": "general", "priority": "minister"}, "priority"),
    Refused("a name of 10,000 characters", {422}, person(name="র" * 10_000), "name"),
    Refused("a name of control characters", {422}, person(name="Ra\u0000hima"), "name"),
    Refused("an identity without a name", {422}, {"service": "general", "phone": "01711223344"}, "name"),
    Refused("a negative age", {422}, person(age=-1, ageUnit="years"), "age"),
    Refused("an age of 4,000 years", {422}, person(age=4000, ageUnit="years"), "age"),
    Refused("a birth date in the future", {422}, person(birthDate="2199-01-01"), "birthDate"),
    Refused("a day that is in no calendar", {422}, person(birthDate="2001-02-30"), "birthDate"),
    Refused("a phone number with letters", {422}, person(phone="01711A23344"), "phone"),
    Refused("a sex that is not in the list", {422}, person(sex="yes"), "sex"),
    Refused("a complaint of 10,000 characters", {422}, {"service": "general", "complaint": "x" * 10_000}, "complaint"),
    Refused("invalid UTF-8", {400}, b'{"service":"general","complaint":"\xff\xfe"}'),
    Refused("half a surrogate pair", {400}, b'{"service":"general","complaint":"\\ud800"}'),
    Refused("invalid UTF-8 in the query", {400, 422}, path="/api/tokens?state=%ff%fe", method="GET"),
    Refused("plain text", {415}, b"general", headers={"Content-Type": "text/plain"}),
    Refused("a form", {415}, b"service=general", headers={"Content-Type": "application/x-www-form-urlencoded"}),
    Refused("a body of two megabytes", {413}, b'{"complaint":"' + b"x" * 2_000_000 + b'"}'),
    Refused("a key of three characters", {400, 422}, {"service": "general"}, headers={"Idempotency-Key": "abc"}),
    Refused("a stage that does not exist", {404, 422}, path="/api/queues/kitchen", method="GET", field="stage"),
    Refused("a room that does not exist", {404, 422}, {"room": "roof"}, "room", path="/api/queues/registration/next"),
    Refused("a token that does not exist", {404}, path=f"{TOKENS}/{uuid.uuid4()}", method="GET"),
    Refused("an identifier that is none", {404, 422}, path=f"{TOKENS}/1%20OR%201=1", method="GET", field="token"),
    Refused("a void without a reason", {422}, {}, "reason", path=f"{TOKENS}/{uuid.uuid4()}/void"),
    Refused("a path that does not exist", {404}, path="/api/kitchen", method="GET"),
    Refused("a path out of the clinic", {400, 404}, path="/api/../../etc/passwd", method="GET"),
    Refused("a method that is not offered", {405}, path=TOKENS, method="DELETE"),
]


class Smoke(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())
        cls.desk = cls.server.signed_in("reception1")
        cls.bangla_desk = cls.server.signed_in("reception2", language="bn")

    def test_bad_requests_are_refused_in_English_and_in_Bangla(self):
        for bad in BAD_REQUESTS:
            for desk, language in ((self.desk, "en"), (self.bangla_desk, "bn")):
                with self.subTest(f"{bad.what}, {language}"):
                    self.check_problem(self.send(desk, bad), bad.status, bad.field, language)
        self.assertEqual(self.desk.get("/health").status, 200)
        self.assertEqual(self.server.sql("PRAGMA integrity_check"), [("ok",)])

    def test_a_phone_number_in_Bangla_digits_is_accepted(self):
        token = self.issue(**person(phone="০১৭১১২২৩৩৪৪", age=34, ageUnit="years", sex="female"))
        self.assertEqual(token["patient"]["phone"], "01711223344")

    def test_names_keep_every_letter_of_both_scripts(self):
        for name in ("ক্ষ্মী র‍্যাব স্ত্রী", "O'Brien <b>&amp;\"", "Robert'); DROP TABLE token;--"):
            with self.subTest(name):
                token = self.issue(service="general", name=name)
                again = self.desk.get(f"{TOKENS}/{token['id']}").json
                self.assertIn(name, (again["patient"]["nameBangla"], again["patient"]["nameEnglish"]))

    def test_the_same_tap_twice_does_the_thing_once(self):
        key = new_key()
        first, second = (self.desk.post(TOKENS, {"service": "child"}, key=key) for _ in range(2))
        self.assertEqual((first.status, first.body), (201, second.body))
        self.assertEqual(second.status, 201)
        other = self.desk.post(TOKENS, {"service": "anc"}, key=key)
        self.check_problem(other, {422})

    def test_the_same_tap_twice_with_another_key_is_told_how_things_stand(self):
        token = self.issue()
        tap = {"action": "call", "version": token["entryVersion"], "room": "counter-1"}
        first, second = (self.transition(self.desk, token, tap) for _ in range(2))
        self.assertEqual(first.status, 200, first.body)
        self.check_problem(second, {409})
        self.assertEqual(second.json["state"], "called")
        self.assertEqual(second.json["serial"], token["serial"])

    def test_two_desks_that_call_the_same_token_get_it_once(self):
        for _ in range(20):
            token = self.issue()
            answers = self.at_once(
                lambda: self.call(self.desk, token, "counter-1"),
                lambda: self.call(self.bangla_desk, token, "counter-2"))
            self.assertEqual(sorted(answer.status for answer in answers), [200, 409])
            won, lost = sorted(answers, key=lambda answer: answer.status)
            self.assertEqual(lost.json["room"], won.json["entry"]["room"])
            self.assertEqual(lost.json["version"], won.json["entry"]["version"])

    def test_two_desks_that_call_the_next_person_get_two_people(self):
        self.issue(), self.issue()
        answers = self.at_once(
            lambda: self.desk.post("/api/queues/registration/next", {"room": "counter-1"}),
            lambda: self.bangla_desk.post("/api/queues/registration/next", {"room": "counter-2"}))
        self.assertEqual([answer.status for answer in answers], [200, 200])
        entries = [answer.json.get("entry", answer.json) for answer in answers]
        self.assertEqual(len({entry["serial"] for entry in entries}), 2)

    def test_a_token_of_another_day_is_refused(self):
        token, entry = self.copy_to_day_before(self.issue()["id"])
        tap = {"action": "call", "version": 1, "room": "counter-1"}
        for desk, language in ((self.desk, "en"), (self.bangla_desk, "bn")):
            called = desk.post(f"/api/queue-entries/{entry}/transitions", tap)
            self.check_problem(called, {404, 409, 422}, language=language)
            voided = desk.post(f"{TOKENS}/{token}/void", {"reason": "never came"})
            self.check_problem(voided, {404, 409, 422}, language=language)

    def test_a_token_is_voided_once(self):
        token = self.issue()
        reason = {"reason": "issued by mistake"}
        self.assertEqual(self.desk.post(f"{TOKENS}/{token['id']}/void", reason).status, 200)
        self.check_problem(self.desk.post(f"{TOKENS}/{token['id']}/void", reason), {409})
        self.check_problem(self.call(self.desk, token, "counter-1"), {409})

    def test_strangers_and_other_roles_are_turned_away(self):
        stranger = self.server.client()
        self.check_problem(stranger.get(TOKENS), {401})
        self.check_problem(stranger.post(TOKENS, {"service": "general"}), {401})
        self.check_problem(self.server.signed_in("doctor1").post(TOKENS, {"service": "general"}), {403})
        self.check_problem(stranger.post("/api/sessions", {"userName": "reception1", "secret": "1357"}), {401, 422})

    def test_bytes_that_are_not_HTTP_are_refused_and_the_clinic_goes_on(self):
        for what, sent in {
            "noise": bytes(range(256)),
            "a bare newline in a header": b"GET /health HTTP/1.1\r\nHost: x\r\nA: b\nc: d\x00\r\n\r\n",
            "no Host": b"GET /health HTTP/1.1\r\n\r\n",
            "two lengths": b"POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
            "a length and chunks":
                b"POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "headers without end": b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 20_000,
            "a target without end": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        }.items():
            with self.subTest(what):
                self.assertRegex(self.raw(sent), rb"^HTTP/1\.1 (4\d\d|505) ")
                self.assertEqual(self.desk.get("/health").status, 200)

    # What the tests above are made of.

    def send(self, desk, bad):
        body = bad.body if bad.body is None or isinstance(bad.body, bytes) else json.dumps(bad.body).encode()
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers["Idempotency-Key"] = new_key()
        try:
            return desk.ask(bad.method, bad.path, body, {**headers, **bad.headers})
        finally:
            desk.close()  # a server may hang up on a body it will not read

    def check_problem(self, answer, statuses, named=None, language=None):
        self.assertIn(answer.status, statuses, answer.body[:500])
        self.assertEqual(answer.type, "application/problem+json")
        problem = answer.json
        self.assertEqual(problem["status"], answer.status)
        self.assertNotRegex(answer.body, rb"(?i)sqlite|select |\.swift|/home|/tmp")
        if language and answer.status != 413:  # refused below the clinic, by what HTTP calls it
            self.assertEqual(bool(BANGLA.search(problem["title"])), language == "bn", problem)
        if named and answer.status != 404:
            errors = {error["field"]: error["detail"] for error in problem.get("errors", [])}
            self.assertIn(named, errors, problem)
            if language:
                self.assertEqual(bool(BANGLA.search(errors[named])), language == "bn", problem)

    def issue(self, **fields):
        answer = self.desk.post(TOKENS, fields or {"service": "general"})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json

    def transition(self, desk, token, tap):
        return desk.post(f"/api/queue-entries/{token['entryId']}/transitions", tap)

    def call(self, desk, token, room):
        return self.transition(desk, token, {"action": "call", "version": token["entryVersion"], "room": room})

    def at_once(self, *calls):
        answers = [None] * len(calls)
        gate = threading.Barrier(len(calls))

        def run(index):
            gate.wait()
            answers[index] = calls[index]()

        threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def copy_to_day_before(self, token):
        """A token that was left waiting yesterday. Returns its id and its queue entry's."""
        visit, yesterdays, entry = (str(uuid.uuid4()) for _ in range(3))
        self.server.sql(
            """INSERT INTO visit SELECT ?, date(v.day, '-1 day'), patient_id, service, complaint, priority, opened_at,
                      opened_by FROM visit v JOIN token t ON t.visit_id = v.id WHERE t.id = ?""", visit, token)
        self.server.sql(
            """INSERT INTO token SELECT ?, ?, date(day, '-1 day'), serial, people_ahead, wait_minutes, issued_at,
                      issued_by FROM token WHERE id = ?""", yesterdays, visit, token)
        self.server.sql(
            """INSERT INTO queue_entry (id, token_id, visit_id, day, serial, stage, state, rank_at, entered_at, entered_by)
                      SELECT ?, ?, ?, date(day, '-1 day'), serial, stage, 'waiting', rank_at, entered_at, entered_by
                      FROM queue_entry WHERE token_id = ?""", entry, yesterdays, visit, token)
        return yesterdays, entry

    def raw(self, sent):
        """The first bytes of the answer to these bytes; empty if the server only hangs up."""
        with socket.create_connection((HOST, self.server.port), timeout=10) as connection:
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it hung up while we were still talking
            try:
                return connection.recv(4096)
            except ConnectionResetError:
                return b""


if __name__ == "__main__":
    unittest.main()
