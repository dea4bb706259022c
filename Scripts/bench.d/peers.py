"""The servers that are measured, each with its own way to the same things."""
import contextlib
import json
import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/EndToEnd"))
from server import HOST, Server, answers_health  # noqa: E402

WORK = Path(os.environ["PEERS_WORK"])
PROGRAMS = Path(__file__).resolve().parent / "servers"
WAITING = 30
# A connection for each request.
FRESH = {"Connection": "close"}


class Load:
    """What wrk asks of a server."""

    def __init__(self, path, body=None, headers=None):
        self.path = path
        self.body = body
        self.headers = headers or {}


class SecureLoad(Load):
    """The same over TLS. `is_full`: each connection makes a whole handshake."""

    def __init__(self, path, headers=None, is_full=False):
        super().__init__(path, headers=headers)
        self.is_full = is_full


SECURE_LOADS = {
    "tls-health": SecureLoad("/health"),
    # wrk resumes the session of each of its connections.
    "tls-resumed": SecureLoad("/health", headers=FRESH),
    "tls-full": SecureLoad("/health", is_full=True),
}


class Peer:
    """A process that answers constant or Codable JSON on the same routes as every other peer."""

    board = Load("/queue?clinic=1&day=20261101")
    loads = {
        "health": Load("/health"),
        "fresh": Load("/health", headers=FRESH),
        "board": board,
        "board-sqlite": board,
        "token": Load("/tokens", '{"name":"Rahima Begum","sex":"F","birth_year":1990,"phone":"01711223344","tier":1,'
                                 '"note":"fever 3 days, cough"}'),
        **SECURE_LOADS,
    }

    def __init__(self, port, command, environment=None, has_database=False, secure_port=None):
        self.port = port
        self.secure_port = secure_port
        self.command = [str(part) for part in command]
        self.environment = environment or {}
        self.has_database = has_database

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="peer-"))
        environment = dict(os.environ, PORT=str(self.port), **self.environment)
        if self.has_database:
            environment["DB"] = str(shutil.copy(WORK / "base.sqlite", self.folder))
        begun = time.perf_counter()
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(self.command, env=environment, stdout=log, stderr=log)
        try:
            self._wait_for_health(begun)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for_health(self, begun):
        while not answers_health(self.port):
            if self.process.poll() is not None or time.perf_counter() > begun + 10:
                raise SystemExit(f"{self.command[0]}: {(self.folder / 'log').read_text()[-1000:]}")
            time.sleep(0.0005)
        self.start_seconds = time.perf_counter() - begun


class Aalo:
    """Our release binary with a demo clinic in which WAITING people wait. Its routes do more than the peers': session,
    role, idempotency, and five rows for a token where the peers insert three."""

    settings = {}

    def __enter__(self):
        self.server = Server()
        self.server.arguments = ["--config", self._configuration_without_access_log()]
        self.server.__enter__()
        self.port = self.server.port
        desk = self.server.signed_in("reception1")
        for number in range(WAITING):
            answer = desk.post("/api/tokens", {
                "service": "general", "name": f"রহিমা বেগম {number}", "sex": "female", "age": 34, "ageUnit": "years"})
            assert answer.status == 201, answer.body
        assert len(desk.get("/api/queues/registration").json["waiting"]) >= 30
        session = {"Cookie": desk.headers["Cookie"]}
        desk.close()
        self.server.stop()
        self.fill()
        self.start_seconds = self.server.start()
        self.process = self.server.process
        self.loads = {
            "health": Load("/health"),
            "large": Load("/health"),
            "fresh": Load("/health", headers=FRESH),
            "board": Load("/api/queues/registration", headers=session),
            "board-sqlite": Load("/api/queues/registration", headers={**session, "Cache-Control": "no-store"}),
            "token": Load("/api/tokens", '{"service":"general","name":"Rahima Begum","sex":"female","age":34,'
                                         '"ageUnit":"years","phone":"01711223344","complaint":"fever"}', session),
        }
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def fill(self):
        pass

    def _configuration_without_access_log(self):
        configuration = json.loads((ROOT / "Config/aalo.json").read_text())
        # All of them come from one address, and those of the round before may not have gone yet.
        configuration["http"]["limits"] = {"connectionsPerAddress": 4096}
        copy = self.server.folder / "aalo.json"
        copy.write_text(json.dumps({**configuration, "accessLog": False, **self.settings}))
        return str(copy)


class LargeAalo(Aalo):
    """A clinic with 200,000 patients, each of whom came once: what counts is how long it takes to start."""

    def fill(self):
        with contextlib.closing(sqlite3.connect(self.server.database)) as database, database:
            database.executescript(PATIENTS)


# Phones have the length of sealed ones: nobody opens them here. Ids are time-ordered UUIDs like the clinic's own (RFC 9562 section 5.7).
PATIENTS = """
    PRAGMA foreign_keys = ON;
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 200000)
    INSERT INTO patient
        (id, name_en, name_bn, sex, age_value, age_unit, age_on, phone_sealed, phone_tail, search, registered_at,
        registered_by)
    SELECT printf('%08x-0000-7000-8000-%012x', n, n), 'Rahima ' || n, 'রহিমা ' || n, 'female', n % 90, 'years',
        '2026-01-01', randomblob(41), randomblob(16), 'rahima ' || n || ' রহিমা ' || n, 1767225600000 + n,
        (SELECT id FROM staff LIMIT 1)
    FROM number;
    INSERT INTO visit (id, day, patient_id, service, priority, opened_at, opened_by)
    SELECT printf('%08x-0001-7000-8000-%012x', rowid, rowid), '2026-01-02', id, 'general', 'ordinary', registered_at,
        registered_by
    FROM patient WHERE name_en LIKE 'Rahima %';
"""


class SecureAalo(Aalo):
    """Our release binary over TLS, with nginx's certificate."""

    settings = {"tls": {"certificate": str(WORK / "nginx/ec.pem"), "key": str(WORK / "nginx/ec.key")}}
    loads = SECURE_LOADS

    def __enter__(self):
        self.server = SecureServer()
        self.server.arguments = ["--config", self._configuration_without_access_log()]
        self.server.__enter__()
        self.secure_port = self.server.port
        self.server.stop()
        self.start_seconds = self.server.start()
        self.process = self.server.process
        return self


class SecureServer(Server):
    def answers(self):
        try:
            with socket.create_connection((HOST, self.port), 5) as connection:
                ssl._create_unverified_context().wrap_socket(connection).close()
                return True
        except OSError:
            return False


class TokenFloor:
    """SQLite alone with the statements of a token, in C: what is left for a server to lose. Not a server."""

    # The most commands that Aalo's writer commits together.
    LARGEST_BATCH = 256

    def measure(self, connections, seconds):
        with Server() as server:
            server.stop()
            printed = subprocess.run(
                [WORK / "token_floor", server.database, str(min(connections, self.LARGEST_BATCH)), str(seconds)],
                capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
        tokens, took, spent = map(int, printed.split())
        return {"requests": tokens, "per_second": tokens / (took / 1e6), "cpu_us": spent / tokens}


def named(name, load):
    hummingbird = WORK / "hummingbird/release/hbpeer"
    nginx = ["nginx", "-c", WORK / "nginx/nginx.conf", "-p", WORK / "nginx"]
    page = PROGRAMS / "nginx/www/queue.json"
    return {
        "aalo": lambda: SecureAalo() if load in SECURE_LOADS else LargeAalo() if load == "large" else Aalo(),
        "hb": lambda: Peer(9101, [hummingbird], has_database=True),
        "hb-fast": lambda: Peer(9101, [hummingbird], {"FAST": "1"}, has_database=True),
        "nginx": lambda: Peer(9103, nginx, secure_port=9143),
        "c": lambda: Peer(9104, [WORK / "floor", 9104, os.cpu_count(), page]),
    }[name]()
