"""Schemathesis against /openapi.json: once for each of a few roles, for a program and for nobody."""
import json
import os
import re
import subprocess
import time
from pathlib import Path

import findings
from clinic import environment
from findings import Finding

FOLDER = Path(__file__).resolve().parent
CALLERS = ["receptionist", "doctor", "manager", "administrator", "program", "nobody"]

# What ends the scanner's own session or locks its own account, and why nobody tests it here.
EXCLUDED = {
    "DELETE /api/sessions/current": "it signs the scanner out; SignInTests",
    "DELETE /api/sessions": "it signs the scanner out everywhere; SignInTests",
    "POST /api/account/secret": "it ends all sessions of the scanner, and wrong tries lock its account; SignInTests",
    "POST /api/sessions/current/unlock": "wrong tries lock the scanner's account; SessionLockTests",
    "POST /api/account/second-factor": "wrong tries lock the scanner's account; SecondFactorTests",
    "POST /api/account/second-factor/codes": "wrong tries lock the scanner's account; SecondFactorTests",
    "POST /api/account/second-factor/remove": "wrong tries lock the scanner's account; SecondFactorTests",
}


def scan(clinic, folder, options):
    for caller in options.callers or CALLERS:
        yield from scan_as(caller, clinic, folder / caller, options)
    yield from validate(clinic, folder)


def scan_as(caller, clinic, folder, options):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "known.json").write_text(json.dumps(clinic.known(), ensure_ascii=False))
    credentials = clinic.credentials(caller)
    begun = time.monotonic()
    print(f"schemathesis as {caller} ...", flush=True)
    with open(folder / "schemathesis.log", "w") as log:
        try:
            code = subprocess.run(
                command(caller, credentials, clinic, options), cwd=folder, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, env=dict(
                    os.environ, AALO_SCAN=str(folder), AALO_SCAN_AS=json.dumps(credentials),
                    SCHEMATHESIS_HOOKS="hooks", PYTHONPATH=str(FOLDER)),
                timeout=options.minutes * 60).returncode
        except subprocess.TimeoutExpired:
            code = None
    found = findings.read(folder / "findings.jsonl")
    print(f"  {summary(folder / 'schemathesis.log')}; {time.monotonic() - begun:.0f} s", flush=True)
    yield from found
    if code is None:
        print(f"  broken off after {options.minutes} minutes", flush=True)
    elif code not in (0, 1) or code == 1 and not any(
            findings.explanation(finding, findings.explanations()) is None for finding in found):
        yield Finding("schemathesis", caller, "ended by itself", f"exit code {code}; see {folder}/schemathesis.log")


def command(caller, credentials, clinic, options):
    words = [
        environment("scan") / "schemathesis", "run", clinic.url + "/openapi.json", "--checks", "all",
        "--max-examples", str(options.examples), "--generation-codec", "utf-8", "--request-timeout", "30",
        "--continue-on-failure", "--suppress-health-check", "all", "--no-color", "--report", "ndjson",
        "--report-dir", "reports"]
    words += ["--seed", str(options.seed)] if options.seed else []
    words += ["--phases", options.phases] if options.phases else []
    for name, value in credentials.items():
        words += ["-H", f"{name}: {value}"]
    for name in left_out(caller, clinic.client().get("/openapi.json").json):
        words += ["--exclude-name", name]
    return [str(word) for word in words]


def left_out(caller, document):
    """What would end the scan, and what is not for this caller: that this is refused, RoleMatrixTests shows."""
    if caller == "nobody":
        return []
    said = {f"{method.upper()} {path}": operation["description"]
            for path, methods in document["paths"].items() for method, operation in methods.items()}
    word = "programs with" if caller == "program" else caller
    return [name for name, callers in said.items() if name in EXCLUDED or word not in callers and "anyone" not in callers]


def summary(log):
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
    return next((line for line in lines if re.match(r"\d+ generated", line)), lines[-1] if lines else "nothing was printed")


def validate(clinic, folder):
    """The document itself, by somebody else's reading of OpenAPI 3.1."""
    file = folder / "openapi.json"
    file.write_bytes(clinic.client().get("/openapi.json").body)
    read = subprocess.run(
        [environment("scan") / "openapi-spec-validator", "--schema", "3.1", file], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120)
    if read.returncode != 0:
        yield Finding("openapi", "/openapi.json", "is not OpenAPI 3.1", read.stdout + read.stderr)
