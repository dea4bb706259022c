"""Thousands of guesses of one PIN, from one address and from two hundred. Nothing is let in, the clinic does not notice,
and the person whose PIN it is comes back in when the administrator says so.

GUESSES=10000 makes it as many as the README names.
"""
import asyncio
import json
import multiprocessing
import os
import time
import unittest

from client import Client
from server import HOST, PIN, Server

GUESSES = int(os.environ.get("GUESSES", "1000"))
ADDRESSES = 200
AT_ONCE = 100
WRONG, WAIT, LOCKED, BUSY = 422, 429, 403, 503
# Before one has to wait; each try after that comes after twice as long.
FREE = 5
# Of the server, for each guess that is refused without a look, and for each that is looked at.
REFUSAL_SECONDS, SCRYPT_SECONDS = 0.002, 0.5


class Guesses(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(Server())
        self.administrator = self.server.signed_in("admin1")
        self.board = self.server.signed_in("reception1").headers["Cookie"]

    def test_from_one_address(self):
        self.attack(["127.0.0.2"])

    def test_from_two_hundred_addresses(self):
        self.attack([f"127.0.1.{number}" for number in range(1, ADDRESSES + 1)])

    def attack(self, addresses):
        before = self.processor_seconds()
        with BoardReader(self.server.port, self.board) as reader:
            begun = time.perf_counter()
            statuses, full, right, others = asyncio.run(guess(self.server.port, addresses))
            seconds = time.perf_counter() - begun
        spent = self.processor_seconds() - before
        tried = statuses.count(WRONG)
        self.assertEqual(len(statuses), GUESSES)
        self.assertEqual(set(statuses) - {WRONG, WAIT, LOCKED}, set(), "let in, or no answer")
        self.assertGreaterEqual(tried, FREE)
        # A failure is a second, then two, four …: as many more as fit into the time, and some that were on their way.
        self.assertLess(tried, FREE + 2 + seconds.__ceil__().bit_length())
        self.assertEqual(set(right) - {WAIT, LOCKED, BUSY}, set(), "the right PIN while the wrong ones come")
        self.assertLess(max(others), 3, "somebody else signs in")
        self.assertLess(spent, 1 + (GUESSES + full) * REFUSAL_SECONDS + (tried + len(others)) * SCRYPT_SECONDS)
        self.assertLess(reader.percentile(99), 250, "a board, in milliseconds")
        self.assert_the_way_back()
        print(f"        {GUESSES:,} guesses from {len(addresses)} in {seconds:.1f} s: {tried} were tried, the "
              f"rest had to wait, {full:,} times the line was full; "
              f"{spent:.1f} s of processor time, {1000 * spent / GUESSES:.2f} ms each; somebody else came in within "
              f"{max(others):.2f} s; a board p50 {reader.percentile(50):.1f} ms, p99 {reader.percentile(99):.1f} ms")

    def assert_the_way_back(self):
        """The administrator opens the account; the person's own PIN opens the door again, from their own address."""
        [(doctor,)] = self.server.sql("SELECT id FROM staff WHERE user_name = 'doctor1'")
        # One more wrong one, whenever it is looked at: after it the wait is seconds long.
        deadline = time.monotonic() + 60
        while (status := sign_in(self.server.port, "doctor1", "13571357", "127.0.0.2")) != WRONG:
            self.assertEqual(status, WAIT)
            self.assertLess(time.monotonic(), deadline, "the wait after so few failures is seconds long")
            time.sleep(0.1)
        self.assertEqual(sign_in(self.server.port, "doctor1", PIN, "127.0.0.9"), WAIT)
        self.assertEqual(self.administrator.post(f"/api/staff/{doctor}/unlock", {}).status, 200)
        self.assertEqual(sign_in(self.server.port, "doctor1", PIN, "127.0.0.9"), 201)

    def processor_seconds(self):
        with open(f"/proc/{self.server.process.pid}/stat") as stat:
            user, system = stat.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def guess(port, addresses):
    """Every guess once, over AT_ONCE connections. Meanwhile the right PIN is tried, and somebody else signs in.

    Returns the statuses, how often the line was full, the statuses of the right PIN, and the seconds that the other
    person's sign-ins took.
    """
    guesses = iter(range(GUESSES))
    statuses, full, right, others = [], [], [], []

    async def worker(address):
        async with Connection(port, address) as connection:
            for number in guesses:
                # Of a crowd that comes in one moment some do not even get into the line.
                while (status := await connection.sign_in("doctor1", f"{1_000_000 + number:08d}")) == BUSY:
                    full.append(number)
                    await asyncio.sleep(0.05)
                statuses.append(status)

    async def owner():
        """Tries after each guess that was looked at, as the wait has just begun."""
        seen = FREE
        async with Connection(port, "127.0.0.9") as connection:
            while len(statuses) < GUESSES:
                if statuses.count(WRONG) > seen:
                    seen = statuses.count(WRONG)
                    right.append(await connection.sign_in("doctor1", PIN))
                await asyncio.sleep(0.05)

    async def somebody_else():
        async with Connection(port, "127.0.0.10") as connection:
            while len(statuses) < GUESSES:
                begun = time.perf_counter()
                while (status := await connection.sign_in("paramedic1", PIN)) == BUSY:
                    await asyncio.sleep(0.1)
                others.append(time.perf_counter() - begun)
                assert status == 201, status
                await asyncio.sleep(0.2)

    crowd = (addresses * AT_ONCE)[:max(AT_ONCE, len(addresses))]
    await asyncio.gather(owner(), somebody_else(), *(worker(address) for address in crowd))
    return statuses, len(full), right, others


class Connection:
    """One kept connection from an address of its own."""

    def __init__(self, port, address):
        self.port, self.address = port, address

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection(HOST, self.port, local_addr=(self.address, 0))
        return self

    async def __aexit__(self, *_):
        self.writer.close()

    async def sign_in(self, user, secret):
        self.writer.write(request(user, secret))
        head = await self.reader.readuntil(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await self.reader.readexactly(int(line.split(b":")[1]))
        return int(head[9:12])


def request(user, secret):
    body = json.dumps({"userName": user, "secret": secret}).encode()
    return (f"POST /api/sessions HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def sign_in(port, user, secret, address):
    async def once():
        async with Connection(port, address) as connection:
            return await connection.sign_in(user, secret)
    return asyncio.run(once())


class BoardReader:
    """Reads a board again and again in a process of its own, until the block ends."""

    def __init__(self, port, cookie):
        self.over, self.result = multiprocessing.Event(), multiprocessing.SimpleQueue()
        self.process = multiprocessing.Process(target=read, args=(port, cookie, self.over, self.result))

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.milliseconds = sorted(self.result.get())
        self.process.join()

    def percentile(self, share):
        return self.milliseconds[min(len(self.milliseconds) - 1, len(self.milliseconds) * share // 100)]


def read(port, cookie, over, result):
    client, taken = Client(HOST, port), []
    client.headers["Cookie"] = cookie
    while not over.is_set() or not taken:
        begun = time.perf_counter()
        assert client.get("/api/queues/registration").status == 200
        taken.append(1000 * (time.perf_counter() - begun))
        over.wait(0.005)
    result.put(taken)


if __name__ == "__main__":
    unittest.main()
