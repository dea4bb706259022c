"""The bill of materials for machines."""
import json
import subprocess
import unittest

from server import ROOT


class Components(unittest.TestCase):
    def test_the_bill_of_materials_names_what_the_program_is_made_of(self):
        made = subprocess.run(
            [ROOT / "Scripts/components"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.assertEqual(made.returncode, 0, made.stderr)
        bill = json.loads(made.stdout)
        self.assertEqual((bill["bomFormat"], bill["specVersion"]), ("CycloneDX", "1.6"))
        names = {component["name"] for component in bill["components"]}
        wanted = {"grdb.swift", "swift-argument-parser", "swift-log", "swift-runtime", "libsqlite3-0", "libssl3"}
        self.assertEqual(wanted - names, set())
        for component in bill["components"]:
            self.assertTrue(component["version"] and component["purl"], component)
