"""Scanners that somebody else wrote against a release server with a demo clinic. See Scripts/scan."""
import argparse
import sys
import time
from pathlib import Path

import findings
import injection
import pages
import rest
from clinic import Clinic

SCANNERS = {"schemathesis": rest.scan, "sqlmap": injection.scan, "wapiti": pages.scan}


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    found = []
    for name in options.scanners or SCANNERS:
        begun = time.monotonic()
        found += run(name, options)
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
    sys.exit(report(found, options.out))


def parse_options():
    parser = argparse.ArgumentParser(prog="Scripts/scan")
    parser.add_argument("scanners", nargs="*", choices=[[], *SCANNERS], help="all three unless told")
    parser.add_argument("--out", type=Path, default=Path("var/scan") / time.strftime("%Y%m%d-%H%M%S"))
    parser.add_argument("--callers", type=lambda text: text.split(","), help=", ".join(rest.CALLERS))
    parser.add_argument("--examples", type=int, default=200, help="of schemathesis, for each operation")
    parser.add_argument("--phases", help="of schemathesis: examples,coverage,fuzzing,stateful")
    parser.add_argument("--seed", type=int, help="of schemathesis")
    parser.add_argument("--minutes", type=float, default=10, help="at most, for each caller, request or module")
    parser.add_argument("--level", type=int, default=3, help="of sqlmap")
    parser.add_argument("--risk", type=int, default=2, help="of sqlmap")
    parser.add_argument("--technique", default="BEU", help="of sqlmap")
    parser.add_argument("--only", default="", help="of sqlmap: requests whose name has this")
    options = parser.parse_args()
    options.out = options.out.resolve()
    return options


def run(name, options):
    """Each scanner has a clinic of its own, which has to be well after it."""
    folder = options.out / name
    folder.mkdir(parents=True, exist_ok=True)
    with Clinic() as clinic:
        found = [*SCANNERS[name](clinic, folder, options), *clinic.health()]
        (folder / "server.log").write_text(clinic.log.read_text(errors="replace"))
    return found


def report(found, folder):
    lines = findings.explanations()
    found = list({str(finding): finding for finding in found}.values())
    open_ones = [finding for finding in found if findings.explanation(finding, lines) is None]
    with open(folder / "report.txt", "w") as file:
        for finding in open_ones:
            print(f"{finding}\n{finding.detail}\n", file=file)
        print("Explained:", file=file)
        for finding in found:
            if line := findings.explanation(finding, lines):
                print(f"{finding}\n    {line}", file=file)
    for finding in open_ones:
        print(f"FOUND   {finding}")
    print(f"{len(open_ones)} findings, {len(found) - len(open_ones)} explained; see {folder}/report.txt")
    return int(len(open_ones) > 0)


if __name__ == "__main__":
    main()
