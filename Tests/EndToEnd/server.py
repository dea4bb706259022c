"""The release binary on a free port, with a demo clinic of its own."""
import contextlib
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from client import Client

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("AALO_BINARY", ROOT / ".build/release/aalo"))
HOST = "127.0.0.1"
PIN = "2468"
DISPLAY_KEY = "DISPLAY-KEY-FOR-THE-TESTS-0123456789"


class Server:
    """`with Server() as server:` serves until the block ends; the folder with the database goes with it.

    After `kill` or `stop`, `start` serves the same database on the same port again. `environment` is what the binary is
    told besides.
    """

    def __init__(self, port=None, arguments=(), environment=()):
        self.folder = Path(tempfile.mkdtemp(prefix="aalo-"))
        self.database = self.folder / "aalo.sqlite"
        self.log = self.folder / "server.log"
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.process = None
        self.arguments = list(arguments)
        self._environment = dict(
            os.environ, AALO_DATABASE=str(self.database), AALO_HTTP_HOST=HOST, AALO_HTTP_PORT=str(self.port),
            **dict(environment))

    def __enter__(self):
        try:
            self.make_demo()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_demo(self):
        """The demo clinic: every staff member has PIN, the display has DISPLAY_KEY."""
        made = self.command("demo", "--pin", PIN, "--display-key", DISPLAY_KEY)
        if made.returncode != 0:
            raise RuntimeError(f"aalo demo: {made.stdout}{made.stderr}")

    def command(self, *arguments):
        """Runs the binary to its end, on this server's database."""
        return subprocess.run(
            [BINARY, *arguments], cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60)

    def start(self):
        """Returns the seconds from exec to the first answer."""
        begun = time.perf_counter()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", *self.arguments], cwd=ROOT, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait_for_health(begun + 20)
        return time.perf_counter() - begun

    def stop(self):
        """SIGTERM, as the system does it; returns the exit code, -9 if it had to be forced."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.process = None

    def kill(self):
        """`kill -9`: nothing is flushed, nobody says goodbye."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def client(self, language="en"):
        return Client(HOST, self.port, language)

    def signed_in(self, user, language="en"):
        """A client with the session of a demo staff member, such as `reception1`."""
        client = self.client(language)
        client.sign_in(user, PIN)
        return client

    def sql(self, query, *arguments):
        """Rows straight from the file, as another program would read them."""
        connection = sqlite3.connect(self.database, timeout=10)
        try:
            with connection:
                return connection.execute(query, arguments).fetchall()
        finally:
            connection.close()

    def memory(self, name="VmRSS"):
        """Kilobytes, by the kernel's names: VmRSS now, VmHWM at most so far."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise RuntimeError(f"no {name}")

    def forget_peak(self):
        """VmHWM counts from now on: hashing a secret takes 64 MiB for a moment (proc(5), clear_refs)."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def answers(self):
        return answers_health(self.port)

    def log_tail(self, characters=2000):
        return self.log.read_text(errors="replace")[-characters:] if self.log.exists() else ""

    def _wait_for_health(self, deadline):
        while not self.answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.log_tail()}")
            if time.perf_counter() > deadline:
                raise RuntimeError(f"the server does not answer: {self.log_tail()}")
            time.sleep(0.001)


def answers_health(port, path="/health"):
    try:
        with socket.create_connection((HOST, port), timeout=5) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(12) == b"HTTP/1.1 200"
    except OSError:
        return False


def free_port():
    """Below the ports that the kernel gives to clients: while the server is down, one of them could take its port."""
    first_of_clients = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(first_of_clients - 10_000, first_of_clients)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port
