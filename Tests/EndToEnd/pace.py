#!/usr/bin/env python3
"""usage: pace.py [rounds] [speed]      (2 rounds at 300 times the pace of a day unless told)

Plays the demo day while the national record is away and while it takes everything, in turns, and prints what the
clinic's own people waited for an answer. Says nothing of right or wrong: read the table.
"""
import re
import statistics
import subprocess
import sys

from record_store import RecordStore
from server import BINARY, PIN, ROOT, Server

FIGURES = ["p50", "p95", "p99"]


def main():
    rounds, speed = (int(word) for word in (sys.argv[1:] + ["2", "300"][len(sys.argv) - 1:]))
    rows = {"away": [], "there": []}
    for number in range(rounds):
        for record in sorted(rows, reverse=number % 2 == 1):
            rows[record].append(day(record, speed))
            print(f"{record}: {', '.join(f'{name} {value} ms' for name, value in zip(FIGURES, rows[record][-1]))}")
    print("\n| record | " + " | ".join(f"{name}, ms" for name in FIGURES) + " |\n|---|" + "---:|" * len(FIGURES))
    for record, values in rows.items():
        print(f"| {record} | " + " | ".join(f"{statistics.median(column):.2f}" for column in zip(*values)) + " |")


def day(record, speed):
    with RecordStore() as store, Server(environment=store.environment()) as server:
        if record == "away":
            store.stop()
        printed = subprocess.run(
            [BINARY, "simulate", "--server", server.url, "--pin", PIN, "--speed", str(speed), "--tablets", "4"],
            cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout
    count, *milliseconds = re.search(r"all that are not held +(.*)", printed)[1].split()
    return [float(value) for value in milliseconds[:len(FIGURES)]]


if __name__ == "__main__":
    main()
