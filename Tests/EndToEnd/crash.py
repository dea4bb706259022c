"""Serial tokens under `kill -9`: 64 desks issue 10,000 tokens while the server is killed twenty times.

Answers get lost, desks time out, and every desk retries with the same Idempotency-Key until it is told its serial.
Afterwards nothing may be missing, doubled or different from what a desk was told.
"""
import http.client
import json
import os
import random
import threading
import time
import unittest
from collections import Counter
from queue import Empty, SimpleQueue

from client import Client, new_key
from sealing import Sealing
from server import HOST, Server

DESKS = 64
TOKENS = int(os.environ.get("AALO_CRASH_TOKENS", 10_000))
KILLS = int(os.environ.get("AALO_CRASH_KILLS", 20))
LIMIT_SECONDS = 170

DROPPED = 0.05  # the desk hangs up before it reads the answer
IMPATIENT = 0.05  # the desk waits two milliseconds, then hangs up
REPEATED = 0.05  # the desk asks again although it was answered
SERVICES = ["general", "child", "anc", "pnc", "ncd", "family_planning", "dressing"]


class Crash(unittest.TestCase):
    def test_no_token_is_lost_doubled_or_changed_when_the_server_is_killed(self):
        with Server() as server:
            before = len(tokens_in_file(server))
            reception = Reception(server)
            seconds = reception.issue_under_kills()
            self.assertEqual(reception.wrong, [], "answers nobody should get")
            self.assertEqual(len(reception.told), TOKENS, f"keys answered in {LIMIT_SECONDS} s")
            self.check_interface(server, reception.told, before)
            self.check_file(server, reception.told, before)
            print(f"        {TOKENS} tokens, {DESKS} desks, {KILLS} kills, {seconds:.1f} s; {reception.figures()}")

    def check_interface(self, server, told, before):
        listed = server.signed_in("reception1").get("/api/tokens").json["tokens"]
        self.assertEqual(len(listed), before + TOKENS)
        by_id = {token["id"]: token["serial"] for token in listed}
        for key, (identifier, serial) in told.items():
            self.assertEqual(by_id.get(identifier), serial, f"the token told for key {key}")

    def check_file(self, server, told, before):
        """From the file itself, after a last kill: what is there must be there without the server's help."""
        server.kill()
        rows = tokens_in_file(server)
        self.assertEqual(len(rows), before + TOKENS, "one token for each key")
        self.assertEqual(len({identifier for identifier, _, _ in rows}), len(rows))
        for day in {day for _, day, _ in rows}:
            serials = sorted(serial for _, token_day, serial in rows if token_day == day)
            self.assertEqual(serials, list(range(1, len(serials) + 1)), f"serials of {day} from 1, no gap, none twice")
        stored = {identifier: serial for identifier, _, serial in rows}
        self.assertEqual({identifier: stored.get(identifier) for identifier, _ in told.values()}, dict(told.values()))
        self.check_around(server, before)

    def check_around(self, server, before):
        """Each token came with its visit and one place in one line; no command ran by halves."""
        for table in ("visit", "queue_entry"):
            self.assertEqual(server.sql(f"SELECT count(*) FROM {table}")[0][0], before + TOKENS, table)
        sealing = Sealing(server.database)
        kept = {
            json.loads(sealing.open(body, "idempotency.body", f"{actor} {key}"))["id"]
            for actor, key, body in server.sql("SELECT actor, key, body FROM idempotency WHERE status = 201")}
        self.assertEqual(len(kept), TOKENS, "answers kept for retries")
        self.assertEqual(server.sql("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(server.sql("PRAGMA foreign_key_check"), [])


def tokens_in_file(server):
    return server.sql("SELECT id, day, serial FROM token")


class Reception:
    """The desks, what they were told, and the hand that kills the server."""

    def __init__(self, server):
        self.server = server
        self.told = {}  # key: (token id, serial)
        self.wrong = []
        self.counts = Counter()
        self._lock = threading.Lock()
        self._work = SimpleQueue()
        for _ in range(TOKENS):
            self._work.put(new_key())
        self._cookie = server.signed_in("reception1").headers["Cookie"]
        self._deadline = time.monotonic() + LIMIT_SECONDS

    def issue_under_kills(self):
        begun = time.monotonic()
        desks = [threading.Thread(target=Desk(self, number).work) for number in range(DESKS)]
        for desk in desks:
            desk.start()
        self._kill_now_and_then(desks)
        for desk in desks:
            desk.join()
        return time.monotonic() - begun

    def next_key(self):
        try:
            return None if self.out_of_time() else self._work.get_nowait()
        except Empty:
            return None

    def out_of_time(self):
        return time.monotonic() > self._deadline or len(self.wrong) > 20

    def acknowledge(self, key, token):
        """The same key must always hear the same."""
        said = (token["id"], token["serial"])
        with self._lock:
            if self.told.setdefault(key, said) != said:
                self.wrong.append(f"key {key} was told {self.told[key]}, then {said}")

    def count(self, what):
        with self._lock:
            self.counts[what] += 1

    def refuse(self, answer):
        with self._lock:
            self.wrong.append(f"{answer.status} {answer.body[:300]!r}")

    def client(self, timeout=10):
        client = Client(HOST, self.server.port, timeout=timeout)
        client.headers["Cookie"] = self._cookie
        return client

    def figures(self):
        return ", ".join(f"{what} {number}" for what, number in sorted(self.counts.items()))

    def _kill_now_and_then(self, desks):
        """Kills are spread over the work, each at a random moment of it, so that all of them hit a busy server."""
        starts = []
        for kill in range(KILLS):
            moment = TOKENS * (kill + random.uniform(0.1, 0.9)) / KILLS
            while len(self.told) < moment and any(desk.is_alive() for desk in desks):
                time.sleep(0.0005)
            self.server.kill()
            starts.append(self.server.start())
        self.counts["slowest restart ms"] = round(max(starts, default=0) * 1000)


class Desk:
    """One kept connection that issues tokens, badly: it hangs up, loses patience and asks twice."""

    def __init__(self, reception, number):
        self.reception = reception
        self.random = random.Random(number)
        self.client = reception.client()

    def work(self):
        while (key := self.reception.next_key()) is not None:
            request = {"service": self.random.choice(SERVICES)}
            while not self._is_answered(key, request) and not self.reception.out_of_time():
                pass
            if self.random.random() < REPEATED:
                self.reception.count("repeats")
                self._is_answered(key, request)
        self.client.close()

    def _is_answered(self, key, request):
        chance = self.random.random()
        self.reception.count("requests")
        try:
            if chance < DROPPED:
                return self._hang_up(key, request)
            if chance < DROPPED + IMPATIENT:
                return self._ask_impatiently(key, request)
            return self._ask(self.client, key, request)
        except TimeoutError:
            self.reception.count("time-outs")
        except (OSError, http.client.HTTPException):
            self.reception.count("lost connections")
            time.sleep(self.random.uniform(0.001, 0.02))  # as long as a server needs to come back
        return False

    def _ask(self, client, key, request):
        answer = client.post("/api/tokens", request, key=key)
        if answer.status == 201:
            self.reception.acknowledge(key, answer.json)
            if "Idempotency-Replayed" in answer.headers:
                self.reception.count("replays")
            return True
        if answer.status == 503:
            self.reception.count("busy")
        else:
            self.reception.refuse(answer)
        return False

    def _ask_impatiently(self, key, request):
        client = self.reception.client(timeout=0.002)
        try:
            return self._ask(client, key, request)
        finally:
            client.close()

    def _hang_up(self, key, request):
        self.reception.count("dropped answers")
        client = self.reception.client()
        client.connection.request(
            "POST", "/api/tokens", json.dumps(request),
            {**client.headers, "Content-Type": "application/json", "Idempotency-Key": key})
        client.close()
        return False


if __name__ == "__main__":
    unittest.main()
