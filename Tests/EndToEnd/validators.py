"""Two validators that know nothing of us: pyrofile with HL7's R4 core package, and fhirkit."""
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from environments import core_package, environment

# The extensions of BD-Core 0.4.6 (CC0) that are sent, as its FSH says them: on what, and what they hold.
EXTENSIONS = {
    "bd-name-en": ("HumanName.text", "string"),
    "bd-name-bn": ("HumanName.text", "string"),
    "bd-divisions": ("Address", "CodeableConcept"),
    "bd-upazillas": ("Address", "CodeableConcept"),
}
CANONICAL = "https://fhir.dghs.gov.bd/core/StructureDefinition/"

# pyrofile takes about a second for each bundle.
AT_A_TIME = 40
TIMEOUT = 110


def pyrofile_errors(files):
    """The errors in all files, and how many it read. Warnings are left out: some are spurious."""
    errors, read = [], 0
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        (work / "config.json").write_text(json.dumps({
            "fhirVersion": "4.0.1", "localPackagePaths": [str(core_package()), str(national_package(work))],
            "terminology": {"mode": "local"}, "evidenceOutputDir": str(work / "evidence")}))
        for first in range(0, len(files), AT_A_TIME):
            found = pyrofile_report(work, files[first:first + AT_A_TIME])
            errors += [f"{issue['path']}: {issue['code']}: {issue['message']}" for issue in found["issues"]
                       if issue["severity"] in ("error", "fatal")]
            read += len(found["inputs"])
    return errors, read


def pyrofile_report(work, files):
    folder, report = work / "files", work / "report.json"
    for left in (folder, report):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    folder.mkdir()
    for file in files:
        shutil.copy(file, folder)
    ran = subprocess.run(
        [environment("fhir") / "pyrofile", "folder", "-c", work / "config.json", "--json-output", report, folder],
        cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT)
    if not report.exists():
        raise RuntimeError(f"pyrofile gave no report: {ran.stdout[-1000:]}{ran.stderr[-1000:]}")
    return json.loads(report.read_text())


def fhirkit_errors(files):
    """What fhirkit says about files that are not right; nothing when all are."""
    checked = subprocess.run(
        [environment("fhir") / "fhirkit", "validate", *files], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=TIMEOUT)
    return "" if checked.returncode == 0 else checked.stdout + checked.stderr


def national_package(work):
    """The extensions as a package of definitions, which pyrofile needs to know them."""
    package = work / "bd.fhir.core.tgz"
    with tarfile.open(package, "w:gz") as archive:
        add(archive, "package.json", {"name": "bd.fhir.core", "version": "0.4.6", "fhirVersions": ["4.0.1"]})
        for name, (context, kind) in EXTENSIONS.items():
            add(archive, f"StructureDefinition-{name}.json", extension(name, context, kind))
    return package


def extension(name, context, kind):
    elements = [
        {"id": "Extension", "path": "Extension", "min": 0, "max": "*"},
        {"id": "Extension.extension", "path": "Extension.extension", "min": 0, "max": "0"},
        {"id": "Extension.url", "path": "Extension.url", "min": 1, "max": "1", "fixedUri": CANONICAL + name},
        {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "max": "1", "type": [{"code": kind}]},
    ]
    return {
        "resourceType": "StructureDefinition", "id": name, "url": CANONICAL + name, "name": name, "status": "draft",
        "fhirVersion": "4.0.1", "kind": "complex-type", "abstract": False, "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
        "context": [{"type": "element", "expression": context}],
        "snapshot": {"element": elements}, "differential": {"element": elements}}


def add(archive, name, value):
    content = json.dumps(value).encode()
    member = tarfile.TarInfo("package/" + name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
