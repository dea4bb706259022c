#!/usr/bin/env python3
"""usage: run.py [file ...]      (smoke, observe, slow, start, crash, shr, day, walk, visit, tls, devices, device_pages, roles, guesses and every test_*.py unless told)

Runs the tests of this folder against the release binary. The last line is `N passed, N failed`.
"""
import sys
import time
import traceback
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ORDER = ["smoke", "observe", "slow", "start", "crash", "shr", "day", "walk", "visit", "tls", "devices", "device_pages",
         "roles", "guesses"]


class Result(unittest.TestResult):
    """One line for each test and each of its rows."""

    def __init__(self):
        super().__init__()
        self.passed = self.failed = 0

    def startTest(self, test):
        super().startTest(test)
        self.begun = time.perf_counter()

    def addSuccess(self, test):
        self._passed(sentence(test))

    def addFailure(self, test, error):
        self._failed(sentence(test), self._exc_info_to_string(error, test))

    addError = addFailure

    def addSkip(self, test, reason):
        self._failed(sentence(test), f"skipped: {reason}")

    def addSubTest(self, test, row, error):
        if error is None:
            self._passed(f"{sentence(test)}: {row._message}")
        else:
            self._failed(f"{sentence(test)}: {row._message}", self._exc_info_to_string(error, test))

    def broken(self, file, why):
        self._failed(file, why)

    def _passed(self, name):
        self.passed += 1
        print(f"ok      {name} ({time.perf_counter() - self.begun:.1f} s)", flush=True)

    def _failed(self, name, why):
        self.failed += 1
        print(f"FAILED  {name}\n{why.rstrip()}", flush=True)


def sentence(test):
    name = test.id().split(".")[-1].removeprefix("test_").replace("_", " ")
    return f"{test.id().split('.')[0]}: {name}"


def chosen():
    if len(sys.argv) > 1:
        return [Path(name).stem for name in sys.argv[1:]]
    return [name for name in ORDER if (FOLDER / f"{name}.py").exists()] + sorted(
        path.stem for path in FOLDER.glob("test_*.py"))


def main():
    sys.path.insert(0, str(FOLDER))
    result = Result()
    for name in chosen():
        try:
            unittest.defaultTestLoader.loadTestsFromName(name).run(result)
        except Exception:  # the file itself is broken
            result.broken(name, traceback.format_exc())
    print(f"{result.passed} passed, {result.failed} failed", flush=True)
    sys.exit(result.failed > 0 or result.passed == 0)


if __name__ == "__main__":
    main()
