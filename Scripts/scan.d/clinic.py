"""A demo clinic to be scanned: behind it a whole day, and another that was broken off at its busiest."""
import csv
import datetime
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/EndToEnd"))

from client import new_key  # noqa: E402
from environments import environment  # noqa: E402,F401
from findings import Finding  # noqa: E402
from server import BINARY, PIN, Server  # noqa: E402

USERS = {
    "receptionist": "reception1", "doctor": "doctor1", "manager": "manager1", "administrator": "admin1",
    "cashier": "cashier1", "laboratory": "lab1", "paramedic": "paramedic1"}
SCOPES = ["queue", "patients", "encounters", "catalogue", "reports", "metrics"]

# A scanner is one address, one person and one program that ask without a pause and get things wrong on purpose. What
# bounds that is tested elsewhere (slow, LimitsTests, SignInFailuresTests); here it would hide what lies behind it.
LIMITS = {
    "clientRequestsPerSecond": 10_000, "clientRequestsAtOnce": 100_000, "signInFailuresPerUser": 1_000,
    "signInFailuresPerAddress": 100_000, "signInLongestDelaySeconds": 1, "requestsPerConnection": 1_000_000}
SIGN_IN = {"pins": "anywhere", "idleMinutes": 0, "failuresBeforeLock": 100}


class Clinic(Server):
    def __init__(self):
        # Nobody listens there: what would be told of waits in the outbox.
        away = [{"name": "shr", "base": "http://127.0.0.1:9/fhir", "authorization": {"kind": "none"}}]
        super().__init__(environment={"AALO_DESTINATIONS": json.dumps(away)})
        self._configuration = self.folder / "aalo.json"
        given = json.loads((ROOT / "Config/aalo.json").read_text())
        given["http"]["limits"] = LIMITS
        given["signIn"] = SIGN_IN
        self._configuration.write_text(json.dumps(given))
        self.arguments = ["--config", str(self._configuration)]
        self.rooms = [room["id"] for room in given["rooms"]]
        self.services = [service["code"] for service in given["services"]]

    def command(self, *arguments):
        return super().command(*arguments, "--config", str(self._configuration))

    def start(self):
        seconds = super().start()
        if not hasattr(self, "administrator"):
            self.play()
        return seconds

    def play(self):
        self._day("max").wait(300)
        second = self._day("1200")
        while second.poll() is None and not self._is_busy():
            time.sleep(0.02)
        second.kill()
        second.wait()
        self._begin()
        self.administrator = self.signed_in(USERS["administrator"])
        # One line of the file may be several: a code is of one strength.
        self.medicines = self.administrator.get("/api/catalogue/medicines?q=a").json["medicines"]
        self.victims = self._hire(4)
        self.programs = [self._made("/api/clients", {
            "name": f"Scanned {number}", "scopes": "queue", "lastDay": in_days(300)}) for number in range(2)]
        self.devices = [self._made("/api/devices", {
            "name": f"Scanned {number}", "kind": "tablet"}) for number in range(2)]

    def _is_busy(self):
        """People at every station, four of them at the doctors'."""
        stages = dict(self.sql("SELECT stage, count(*) FROM queue_entry WHERE ended_at IS NULL GROUP BY stage"))
        return len(stages) >= 4 and stages.get("consultation", 0) >= 4

    def _begin(self):
        """Encounters that are not signed, and tests without a result."""
        visits = self.sql("SELECT visit_id FROM queue_entry WHERE stage = 'consultation' AND ended_at IS NULL LIMIT 6")
        doctor, laboratory = self.signed_in(USERS["doctor"]), self.signed_in(USERS["laboratory"])
        for visit, in visits:
            doctor.post(f"/api/visits/{visit}/encounters", {})
            for code in ("LAB-CBC", "LAB-HB", "LAB-UA"):
                laboratory.post(f"/api/visits/{visit}/orders", {"code": code})

    def _day(self, speed):
        return subprocess.Popen(
            [BINARY, "simulate", "--server", self.url, "--pin", PIN, "--speed", speed], cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _hire(self, count):
        """People whom an administrator's scan may lock out, so that nobody who scans is."""
        return [self._made("/api/staff", {
            "userName": f"scanned{number}", "name": f"Scanned {number}", "nameBangla": "স্ক্যান", "roles": ["cashier"]})
            for number in range(count)]

    def _made(self, path, value):
        answer = self.administrator.post(path, value)
        if answer.status != 201:
            raise RuntimeError(f"POST {path}: {answer.status} {answer.body!r}")
        return answer.json["id"] if "id" in answer.json else answer.headers["Location"].rsplit("/", 1)[1]

    def credentials(self, who):
        """The header by which somebody is known: a role's session, a program's token, or nobody's nothing."""
        if who == "nobody":
            return {}
        if who == "program":
            made = self.command(
                "client", "add", f"Scanner {new_key()[:8]}", "--days", "30",
                *(word for scope in SCOPES for word in ("--scope", scope)))
            if made.returncode != 0:
                raise RuntimeError(made.stdout + made.stderr)
            return {"Authorization": f"Bearer {made.stdout.split()[0]}"}
        return {"Cookie": self.signed_in(USERS[who]).headers["Cookie"]}

    def addresses(self):
        """Pages that one comes to by serving somebody, and so not by following links alone."""
        ids = self._ids()
        stations = ["registration", "screening", "consultation", "orders", "billing"]
        return [f"{self.url}{path}" for path in [
            *(f"/{station}/visits/{visit}" for visit in ids["visit"][:4] for station in stations),
            *(f"/reception/tokens/{token}" for token in ids["token"][:2]),
            *(f"/billing/invoices/{invoice}" for invoice in ids["invoice"][:2]),
            *(f"/screening/observations/{observation}" for observation in ids["observation"][:2]),
            *(f"/break-glass/{patient}" for patient in ids["patient"][:2]),
            *(f"/audit/patients/{patient}" for patient in ids["patient"][:2]),
            *(f"/shr/outbox/{sequence}" for sequence in ids["sequence"][:2]),
            *(f"/staff/{staff}" for staff in ids["staff"][:2])]]

    def known(self):
        """Real values by the name of their field: `ids` beside others, `words` instead of others."""
        return {"ids": self._ids(), "words": self._words()}

    def _ids(self):
        def some(table, condition="1", column="id"):
            rows = self.sql(f"SELECT {column} FROM {table} WHERE {condition} ORDER BY {column} DESC LIMIT 6")
            return [str(row[0]) for row in rows]

        open_visit = "id NOT IN (SELECT visit_id FROM visit_closure)"
        drafts = some("encounter", "status = 'in-progress'")
        known = {
            "token": some("token"), "visit": some("visit", open_visit) + some("visit", f"NOT {open_visit}")[:2],
            "patient": some("patient"), "patientId": some("patient"), "encounter": drafts + some("encounter")[:2],
            "order": some("service_request", "status = 'active'") + some("service_request")[:2],
            "invoice": some("invoice"), "observation": some("observation"), "result": some("result"),
            "entry": some("queue_entry", "ended_at IS NULL") + some("queue_entry")[:2],
            "announcement": some("announcement"), "sequence": some("outbox", column="sequence"),
            "staff": self.victims, "client": self.programs, "device": self.devices}
        return {name: list(dict.fromkeys(values)) for name, values in known.items()}

    def _words(self):
        def codes(table, column="code"):
            return [row[column] for row in rows(ROOT / f"Config/catalogue/{table}.csv")]

        return {
            "lastDay": [in_days(1), in_days(300)], "room": self.rooms, "rooms": self.rooms, "service": self.services,
            "medicine": [medicine["code"] for medicine in self.medicines[:10]], "complaints.code": codes("complaints", "cc_id")[:10],
            "conditions.code": codes("diagnoses", "dx_id")[:10], "orders.code": codes("investigations")[:10],
            "service-requests.code": codes("investigations")[:10], "waiverClass": codes("exemptions"),
            "component": sorted(set(codes("panel-components", "loinc")))[:20]}

    def health(self):
        """What is wrong with the clinic after a scan."""
        if self.process.poll() is not None:
            return [Finding("server", "process", f"ended with {self.process.returncode}", self.log_tail())]
        wrong = [] if self.answers() else [Finding("server", "GET /health", "no answer")]
        for check, good in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            if (said := self.sql(f"PRAGMA {check}")) != good:
                wrong.append(Finding("server", "database", check, str(said)))
        lines = self.log.read_text(errors="replace").splitlines()
        return wrong + list(dict.fromkeys(filter(None, map(fault, lines))))


def fault(line):
    """A line of the log that tells of a fault of ours."""
    record = json.loads(line) if line.startswith("{") else {}
    if record.get("status", "").startswith("5"):
        return Finding("server", f"{record['method']} {record['route']}", f"answered {record['status']}")
    if record.get("level") in ("error", "critical"):
        return Finding("server", record.get("route", record["message"]), f"log: {record.get('error', '')}")
    return None


def in_days(days):
    return (datetime.date.today() + datetime.timedelta(days)).isoformat()


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
