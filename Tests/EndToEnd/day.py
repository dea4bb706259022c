"""The demo day through every station and on to the national record, with the server killed every two seconds."""
import json
import os
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from record_store import RecordStore
from server import BINARY, PIN, ROOT, Server
from validators import fhirkit_errors, pyrofile_errors

TYPES = ["Organization", "Practitioner", "Patient", "Encounter", "Observation", "MedicationRequest", "ServiceRequest",
         "DiagnosticReport"]
KILL_EVERY = float(os.environ.get("AALO_DAY_KILL_EVERY", 2))
# How many bundles the validators see: about a second for each.
BUNDLES = os.environ.get("AALO_DAY_BUNDLES", "40")
DRAIN_SECONDS = 240


class Day(unittest.TestCase):
    def test_a_day_of_kills_loses_nothing_and_reaches_the_record_once(self):
        with RecordStore() as store, Server(environment=store.environment()) as server:
            with Killer(server) as killer:
                played = simulate(server)
            self.assertEqual(played.returncode, 0, played.stdout[-4000:])
            print(indented(played.stdout))
            self.assertGreater(killer.kills, 0)
            self.check_books(server)
            manager, seconds = self.drain(server)
            print(f"        {killer.kills} kills; the record has heard of everything {seconds:.1f} s after the day")
            self.check_record(server, store)
            self.send_again(server, store, manager)
            self.check_bundles(server, manager)

    def test_with_the_record_away_all_day_the_clinic_goes_on_and_then_catches_up(self):
        with RecordStore() as store, Server(environment=store.environment()) as server:
            store.stop()
            played = simulate(server)
            self.assertEqual(played.returncode, 0, played.stdout[-4000:])
            print(indented("\n".join(line for line in played.stdout.splitlines() if "not held" in line)))
            store.start()
            _, seconds = self.drain(server)
            print(f"        the record has heard of everything {seconds:.1f} s after it was back")
            self.check_record(server, store)

    def check_books(self, server):
        """No number has a gap, and the ledger is what the invoices and payments say."""
        for table in ("invoice", "payment"):
            rows = server.sql(f"SELECT month, serial FROM {table} ORDER BY month, serial")
            self.assertGreater(len(rows), 0, table)
            for month in {month for month, _ in rows}:
                serials = [serial for its, serial in rows if its == month]
                self.assertEqual(serials, list(range(1, len(serials) + 1)), f"{table} numbers of {month}")
        accounts = {code: debits - credits for code, debits, credits in server.sql(
            "SELECT code, debits, credits FROM trial_balance")}
        self.assertEqual(sum(accounts.values()), 0)
        [(gross, waiver, total)] = server.sql("SELECT sum(gross), sum(waiver), sum(total) FROM invoice")
        [(paid,)] = server.sql("SELECT sum(amount) FROM payment")
        self.assertEqual(accounts["1010"], paid)
        self.assertEqual(accounts["1200"], total - paid)
        self.assertEqual(accounts["4010"], -gross)
        self.assertEqual(accounts["4090"], waiver)
        [(unbilled,)] = server.sql(
            """SELECT count(*) FROM charge JOIN visit_closure USING (visit_id) WHERE cancelled_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE charge_id = charge.id)""")
        self.assertEqual(unbilled, 0, "charges of people who left, on no invoice")

    def drain(self, server):
        """Waits until nothing is pending. Returns the manager's client and the seconds it took."""
        manager = server.signed_in("manager1")
        begun = time.monotonic()
        while True:
            [record] = manager.get("/api/shr/outbox?state=refused").json["destinations"]
            if record["pending"] == 0:
                self.assertEqual(record["refused"], 0, manager.get("/api/shr/outbox?state=refused").json["rows"][:3])
                return manager, time.monotonic() - begun
            if time.monotonic() - begun > DRAIN_SECONDS:
                self.fail(f"{record} after {DRAIN_SECONDS} s")
            time.sleep(0.2)

    def check_record(self, server, store):
        """Each signed encounter is there once, under our own number."""
        signed = {row[0] for row in server.sql("SELECT id FROM encounter WHERE status = 'finished'")}
        self.assertGreater(len(signed), 100)
        promised = server.sql("SELECT encounter_id FROM outbox WHERE state = 'accepted'")
        self.assertEqual(sorted(row[0] for row in promised), sorted(signed))
        [(told,)] = server.sql("SELECT count(*) FROM encounter WHERE status <> 'finished'")
        self.assertEqual(told, 0, "drafts left open")
        self.assertEqual(store.counts(["Encounter"])["Encounter"], len(signed))

    def send_again(self, server, store, manager):
        before = store.counts(TYPES)
        print(f"        {before}")
        for (sequence,) in server.sql("SELECT sequence FROM outbox"):
            self.assertEqual(manager.post(f"/api/shr/outbox/{sequence}/retry", {}).status, 200)
        self.drain(server)
        self.assertEqual(store.counts(TYPES), before, "the day sent twice")

    def check_bundles(self, server, manager):
        limit = -1 if BUNDLES == "all" else int(BUNDLES)  # SQLite: no limit
        encounters = [row[0] for row in server.sql("SELECT id FROM encounter ORDER BY id LIMIT ?", limit)]
        with tempfile.TemporaryDirectory() as folder:
            bundles = [Path(folder) / f"{encounter}.json" for encounter in encounters]
            for encounter, bundle in zip(encounters, bundles, strict=True):
                answer = manager.get(f"/api/encounters/{encounter}/bundle?destination=shr")
                bundle.write_bytes(answer.body)
                self.assertEqual(dangling(json.loads(answer.body)), [])
            self.assertEqual(pyrofile_errors(bundles), ([], len(encounters)))
            self.assertEqual(fhirkit_errors(bundles), "")
        print(f"        {len(encounters)} bundles without an error by two validators")


class Killer:
    """Kills the server and starts it again, every so often, until the block ends."""

    def __init__(self, server):
        self.server, self.kills = server, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def work(self):
        while not self.over.wait(KILL_EVERY):
            self.server.kill()
            self.kills += 1
            self.server.start()


def simulate(server):
    return subprocess.run(
        [BINARY, "simulate", "--server", f"http://127.0.0.1:{server.port}", "--pin", PIN, "--speed", "max",
         "--tablets", "4"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def dangling(bundle):
    """References out of a resource that lead nowhere, or to another type than they stand for."""
    types = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    expected = {"subject": "Patient", "encounter": "Encounter", "serviceProvider": "Organization"}
    wrong = []

    def look(value, name):
        if isinstance(value, dict):
            target = value.get("reference")
            is_inside = isinstance(target, str) and target.startswith("#")
            if isinstance(target, str) and not is_inside and types.get(target) != expected.get(name, types.get(target, "?")):
                wrong.append((name, target))
            for key, inner in value.items():
                look(inner, key)
        elif isinstance(value, list):
            for inner in value:
                look(inner, name)

    look(bundle, "")
    return wrong


def indented(text):
    return "\n".join("        " + line for line in text.splitlines())


if __name__ == "__main__":
    unittest.main()
