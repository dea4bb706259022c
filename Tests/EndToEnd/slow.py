"""Fifty ordinary clients work while slowhttptest holds hundreds of connections with slow heads, slow bodies and slow
reading. Nobody of the fifty gets an error; how long they wait is printed, before and during.

SLOW_CONNECTIONS and SLOW_SECONDS make it larger: with 30 seconds and more, the server's own limits apply.
"""
import contextlib
import heapq
import json
import os
import resource
import selectors
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from client import new_key
from server import HOST, ROOT, Server

CONNECTIONS = int(os.environ.get("SLOW_CONNECTIONS", "500"))
SECONDS = int(os.environ.get("SLOW_SECONDS", "5"))
CLIENTS = 50
WRITERS = 2
PAUSE = 0.05


class Slow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise_descriptor_limit()
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        limits = {"connectionsPerAddress": 4 * CONNECTIONS, "connections": 4 * CONNECTIONS}
        if SECONDS < 30:
            limits |= {"headSeconds": 2, "rateSeconds": 2, "idleSeconds": 2}
        cls.server = cls.enterClassContext(
            Server(arguments=["--config", configuration(folder, limits)]))
        cls.cookie = cls.server.signed_in("reception1").headers["Cookie"]
        cls.before = work(cls.server.port, cls.cookie, min(SECONDS, 10))
        print(f"        before: {cls.before}")

    def test_slow_heads(self):
        self.attack("slow_head", "-H", "-i", "1", "-x", "24")

    def test_slow_bodies(self):
        self.attack("slow_body", "-B", "-i", "1", "-x", "10", "-s", "100000", "-t", "POST")

    def test_slow_reading(self):
        """What a slow reader has asked for lies in the kernel, and the connection is at rest for us."""
        self.attack("idle", "-X", "-w", "10", "-y", "20", "-n", "1", "-z", "10", "-k", "10", path=self.asset())

    def attack(self, ending, *how, path="/sign-in"):
        ended = self.ended(ending)
        with attackers(self.server.port, path, *how):
            most = [0]
            # Before the server's own limit for a head has ended them all.
            watcher = threading.Timer(min(SECONDS / 4, 2), lambda: most.append(self.most_open(SECONDS / 2)))
            watcher.start()
            during = work(self.server.port, self.cookie, SECONDS)
            watcher.join()
        ended = self.ended(ending) - ended
        print(f"        {ending}: {during}; at most {max(most):.0f} connections open, {ended:.0f} ended by the server")
        self.assertEqual(self.before.errors + during.errors, [])
        self.assertGreater(max(most), 0.8 * CONNECTIONS)
        self.assertLess(during.p99, 0.5)
        if ending != "idle" or SECONDS < 30:
            self.assertGreater(ended, 0)

    def asset(self):
        """The largest of what anybody may read."""
        page = self.server.client().get("/sign-in").body.decode()
        return next(part.split('"')[0] for part in page.split('href="')[1:] if ".css" in part.split('"')[0])

    def ended(self, reason):
        return self.figure(f'aalo_connections_ended_total{{reason="{reason}"}}')

    def most_open(self, seconds):
        """The most connections that were open at once, looked at a few times."""
        def look(_):
            time.sleep(seconds / 4)
            return self.figure("aalo_connections_open")
        return max(map(look, range(4)))

    def figure(self, series):
        lines = self.server.client().get("/metrics").body.decode().splitlines()
        return next(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(series + " "))


@contextlib.contextmanager
def attackers(port, path, *how):
    attack = subprocess.Popen(
        [shutil.which("slowhttptest") or "/usr/bin/slowhttptest", "-c", str(CONNECTIONS), "-r", str(CONNECTIONS),
         "-l", str(SECONDS + 10), "-p", "5", "-v", "0", "-u", f"http://{HOST}:{port}{path}", *how],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield attack
    finally:
        attack.kill()
        attack.wait()


class Work:
    """What came of the work of all ordinary clients."""

    def __init__(self):
        self.seconds, self.errors = [], []

    def at(self, share):
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]

    @property
    def p99(self):
        return self.at(0.99)

    def __str__(self):
        return (f"{len(self.seconds)} answers, median {self.at(0.5) * 1000:.1f} ms, p99 {self.p99 * 1000:.1f} ms, "
                f"longest {self.at(1) * 1000:.1f} ms, {len(self.errors)} errors")


class Ordinary:
    """One tablet: asks, waits for the answer, pauses."""

    def __init__(self, number, port, cookie):
        self.socket = socket.create_connection((HOST, port), timeout=10)
        self.writes = number < WRITERS
        self.head = f"Host: {HOST}\r\nCookie: {cookie}\r\n"
        self.received = b""

    def ask(self):
        self.begun, self.received = time.perf_counter(), b""
        self.socket.sendall(self.token() if self.writes else self.board())

    def board(self):
        return f"GET /api/queues/consultation HTTP/1.1\r\n{self.head}Accept-Encoding: gzip\r\n\r\n".encode()

    def token(self):
        body = json.dumps({"service": "general"})
        return (f"POST /api/tokens HTTP/1.1\r\n{self.head}Content-Type: application/json\r\n"
                f"Idempotency-Key: {new_key()}\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()

    def hear(self):
        """The status once the answer is whole, else None."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("closed")
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return None
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n")
                      if line.lower().startswith(b"content-length:"))
        return int(head.split(b" ")[1]) if len(body) >= length else None


def work(port, cookie, seconds):
    """Fifty clients for so many seconds, on one thread: their waits and errors."""
    done, end = Work(), time.perf_counter() + seconds
    clients = [Ordinary(number, port, cookie) for number in range(CLIENTS)]
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        start = time.perf_counter()
        resting = [(start + number * PAUSE / CLIENTS, number) for number in range(CLIENTS)]
        waiting = set()
        while (now := time.perf_counter()) < end or waiting and now < end + 10:
            while resting and resting[0][0] <= now < end:
                number = heapq.heappop(resting)[1]
                clients[number].ask()
                waiting.add(number)
            pause = min(resting[0][0] if resting else end, end) - now
            for key, _ in selector.select(max(0, min(pause, 0.05)) if now < end else 0.05):
                hear(key.data, clients, done, waiting, resting)
    done.errors += ["no answer"] * len(waiting)
    for client in clients:
        client.socket.close()
    return done


def hear(client, clients, done, waiting, resting):
    number = clients.index(client)
    try:
        status = client.hear()
    except OSError as error:
        status = str(error)
    if status is None:
        return
    done.seconds.append(time.perf_counter() - client.begun)
    waiting.discard(number)
    if status in (200, 201):
        heapq.heappush(resting, (time.perf_counter() + PAUSE, number))
    else:
        done.errors.append(status)


def configuration(folder, limits):
    settings = json.loads((ROOT / "Config/aalo.json").read_text())
    settings["http"]["limits"] = limits
    settings["accessLog"] = False
    file = folder / "aalo.json"
    file.write_text(json.dumps(settings))
    return str(file)


def raise_descriptor_limit():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    unittest.main()
