"""The REST interface against its own description, by Schemathesis: a short turn of what Scripts/scan does at length."""
import sys
import tempfile
import types
import unittest
from pathlib import Path

from server import ROOT

sys.path.insert(0, str(ROOT / "Scripts/scan.d"))

import findings  # noqa: E402
import rest  # noqa: E402
from clinic import Clinic  # noqa: E402

TURN = types.SimpleNamespace(callers=["receptionist", "doctor"], examples=8, phases="coverage,fuzzing", seed=7, minutes=2)


class Interface(unittest.TestCase):
    def test_what_the_document_says_is_what_is_answered(self):
        with Clinic() as clinic, tempfile.TemporaryDirectory() as folder:
            found = [*rest.scan(clinic, Path(folder), TURN), *clinic.health()]
            lines = findings.explanations()
            for finding in found:
                if findings.explanation(finding, lines) is None:
                    with self.subTest(str(finding)):
                        self.fail(finding.detail)
