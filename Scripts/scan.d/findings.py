"""What the scanners found, and which of it explained.txt explains."""
import fnmatch
import json
from dataclasses import asdict, dataclass
from pathlib import Path

EXPLAINED = Path(__file__).with_name("explained.txt")


@dataclass(frozen=True)
class Finding:
    scanner: str
    # The operation, as "POST /api/tokens" or the page.
    where: str
    what: str
    detail: str = ""

    def __str__(self):
        return f"{self.scanner} | {self.where} | {self.what}"


def explanations(path=EXPLAINED):
    """(scanner, where, what, why) of each line; the first three may have `*`."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    parts = [[part.strip() for part in line.split(" | ")] for line in lines if line and not line.startswith("#")]
    for line in parts:
        if len(line) != 4:
            raise ValueError(f"{path}: four parts, with | between them: {line}")
    return parts


def explanation(finding, lines):
    for line in lines:
        if all(fits(said, pattern) for said, pattern in zip((finding.scanner, finding.where, finding.what), line)):
            return " | ".join(line)
    return None


def fits(text, pattern):
    # Brackets stand for themselves: OpenAPI's paths have braces, and nothing here needs sets of letters.
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


def write(findings, path):
    with open(path, "a") as file:
        for finding in findings:
            file.write(json.dumps(asdict(finding), ensure_ascii=False) + "\n")


def read(path):
    if not path.exists():
        return []
    return list(dict.fromkeys(Finding(**json.loads(line)) for line in path.read_text().splitlines()))
