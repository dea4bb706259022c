"""usage: soak.py [minutes]      (60 unless told)

Plays demo days, one after another, through one server and watches what it holds: memory, descriptors, threads. Each is
a day of its own on the server's calendar. Fails when a day has an error or the server holds more at the end than it did
after a tenth of the time.
"""
import os
import struct
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from record_store import RecordStore
from server import BINARY, PIN, ROOT, Server

FOLDER = Path(__file__).resolve().parent
DHAKA = timezone(timedelta(hours=6))
# A day of seven hours in a minute and a half.
SPEED = 280
# Megabytes that the server's own memory may grow by: what SQLite keeps of pages, and the day's lists.
GROWTH = 8
# Threads that a pool (libdispatch, libcurl) keeps for a while after it needed one more.
IDLE_THREADS = 4


class Calendar:
    """The wall clock of a server. Nobody sits at the clinic's devices at night: the lock of an idle session is off."""

    def __init__(self, folder):
        self.file, self.library = Path(folder) / "clock", Path(folder) / "wall_clock.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", self.library, FOLDER / "wall_clock.c"], check=True)
        self.date = datetime.now(DHAKA).replace(hour=9, minute=0, second=0)
        self.next_day()

    def next_day(self):
        """It is nine in the morning, a day later."""
        self.date += timedelta(days=1)
        ahead = struct.pack("q", round(self.date.timestamp() - time.time()))
        with open(self.file, "r+b" if self.file.exists() else "wb") as file:
            file.write(ahead)

    def environment(self):
        return {"LD_PRELOAD": str(self.library), "TEST_CLOCK": str(self.file), "AALO_IDLE_MINUTES": "0"}


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with RecordStore() as store, tempfile.TemporaryDirectory() as folder:
        calendar = Calendar(folder)
        with Server(environment={**store.environment(), **calendar.environment()}) as server:
            days, samples = play(server, calendar, minutes)
    print(table(samples))
    print(f"{days} days")
    sys.exit(verdict(samples))


def play(server, calendar, minutes):
    begun = time.monotonic()
    days, samples, day = 0, [], None
    next_sample = begun
    while time.monotonic() < begun + minutes * 60 or day is not None:
        if day is None:
            day = start_day(server)
        if day.poll() is not None:
            if day.returncode != 0:
                sys.exit(f"a day failed:\n{day.stdout.read()[-4000:]}")
            day, days = None, days + 1
            calendar.next_day()
        if time.monotonic() >= next_sample:
            samples.append(sample(server, (time.monotonic() - begun) / 60))
            print(line(samples[-1]), flush=True)
            next_sample += minutes * 60 / 20
        time.sleep(0.2)
    samples.append(sample(server, (time.monotonic() - begun) / 60))
    return days, samples


def start_day(server):
    return subprocess.Popen(
        [BINARY, "simulate", "--server", server.url, "--pin", PIN, "--speed", str(SPEED), "--tablets", "4"],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def sample(server, minute):
    process = Path(f"/proc/{server.process.pid}")
    return {
        "minute": minute, "MB": server.memory() / 1024, "own MB": server.memory("RssAnon") / 1024,
        "descriptors": len(os.listdir(process / "fd")), "threads": len(os.listdir(process / "task")),
        "database MB": server.database.stat().st_size / 2**20}


def line(row):
    return "  ".join(f"{name} {value:.1f}" for name, value in row.items())


def table(samples):
    heads = list(samples[0])
    rows = [heads, ["---:"] * len(heads)] + [[f"{row[head]:.1f}" for head in heads] for row in samples]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def verdict(samples):
    """What was held early, when all had begun, against the end."""
    early, late = samples[max(1, len(samples) // 10)], samples[-1]
    growth = late["own MB"] - early["own MB"]
    print(f"grew by {growth:.1f} MB of {early['own MB']:.1f}; descriptors {early['descriptors']}, {late['descriptors']}")
    return int(growth > GROWTH or late["threads"] > early["threads"] + IDLE_THREADS)


if __name__ == "__main__":
    main()
