"""A report of a million lines leaves a small server."""
import datetime
import http.client
import socket
import time
import unittest

from server import HOST, Server

DAY = "2020-01-01"
REPORT = f"/api/days/{DAY}/tokens.csv"
# Ids say when they were made (RFC 9562 section 5.7), and the report finds a day's entries by them.
NOON = datetime.datetime.fromisoformat(f"{DAY}T06:00:00+00:00").timestamp() * 1000
ENTRY = f"{int(NOON):012x}"
LINES = 1_000_000
# KB over what the server had before: 32 MB for a moment while SQLite sorts, 9 MB while it is sent.
BOUND = 48_000


def fill(server):
    """Copies one demo token until there are a thousand, and its first line of the queue a thousand times for each."""
    columns = lambda table: [row[1] for row in server.sql(f"PRAGMA table_info({table})")]
    numbers = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1000) "
    copy(server, numbers, "visit", columns("visit"), {"id": "'00000000-0000-7000-8000-' || printf('%012d', n)"})
    copy(server, numbers, "token", columns("token"), {
        "id": "'00000000-0000-7000-9000-' || printf('%012d', n)", "serial": "n", "day": f"'{DAY}'",
        "visit_id": "'00000000-0000-7000-8000-' || printf('%012d', n)"})
    copy(server, numbers, "queue_entry", columns("queue_entry"), {
        "id": f"'{ENTRY[:8]}-{ENTRY[8:]}-7000-a000-' || printf('%012d', token.n * 10000 + number.n)",
        "day": f"'{DAY}'", "serial": "token.n",
        "token_id": "'00000000-0000-7000-9000-' || printf('%012d', token.n)", "state": "'done'",
        "ended_at": "entered_at + number.n"}, "number AS token, number")


def copy(server, numbers, table, columns, changed, source="number"):
    values = ", ".join(changed.get(name, f"old.{name}") for name in columns)
    server.sql(
        f"{numbers} INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {source}, "
        f"(SELECT * FROM {table} LIMIT 1) AS old")


class Bodies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())
        desk = cls.server.signed_in("reception1")
        assert desk.post("/api/tokens", {"service": "general"}).status == 201
        fill(cls.server)
        cls.manager = cls.server.signed_in("manager1")
        cls.server.forget_peak()

    def test_a_report_of_a_million_lines_needs_no_memory(self):
        self.manager.get("/health")
        before, begun = self.server.memory(), time.perf_counter()
        response = self.ask()
        lines = sum(piece.count(b"\n") for piece in iter(lambda: response.read(1 << 20), b""))
        seconds, most = time.perf_counter() - begun, self.server.memory("VmHWM")
        print(f"        {lines:,} lines in {seconds:.1f} s, {before:,} KB before, {most:,} KB at most")
        self.assertEqual(lines, LINES + 1)
        self.assertLess(most - before, BOUND)

    def test_who_stops_reading_holds_up_nobody(self):
        readers = []
        for _ in range(4):
            reader = socket.create_connection((HOST, self.server.port), timeout=10)
            self.enterContext(reader)
            cookie = self.manager.headers["Cookie"]
            reader.sendall(f"GET {REPORT} HTTP/1.1\r\nHost: a\r\nCookie: {cookie}\r\n\r\n".encode())
            self.assertTrue(reader.recv(12).startswith(b"HTTP/1.1 200"))
            readers.append(reader)
        self.assertEqual(self.manager.get(REPORT).status, 503)
        self.assertEqual(self.manager.get("/health").status, 200)
        for reader in readers:
            reader.close()
        while self.ask_and_leave() == 503:
            pass
        self.assertLess(self.server.memory("VmHWM"), 150_000)

    def ask(self):
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=60)
        self.addCleanup(connection.close)
        connection.request("GET", REPORT, headers=self.manager.headers)
        return connection.getresponse()

    def ask_and_leave(self):
        response = self.ask()
        response.close()
        return response.status
