"""The audit log of the real program, with the sqlite3 shell against it."""
import getpass
import subprocess
import unittest

import audit_rows
from server import Server

TAMPERING = [
    ("a row is changed", "UPDATE audit_event SET address = '10.9.8.7' WHERE sequence = 40", "row 40 was changed."),
    ("a row is taken out", "DELETE FROM audit_event WHERE sequence = 40", "row 40 is missing"),
    ("a row is put in", """UPDATE audit_event SET sequence = sequence + 100000 WHERE sequence >= 40;
        UPDATE audit_event SET sequence = sequence - 99999 WHERE sequence > 100000;
        INSERT INTO audit_event SELECT 40, recorded, action, route, outcome, agent, agent_id, device_id, address,
        patient_id, entity, entity_id, shown, purpose, changes, mac FROM audit_event WHERE sequence = 30""",
     "row 40 was put in."),
    ("two rows are swapped", """UPDATE audit_event SET sequence = 100000 WHERE sequence = 40;
        UPDATE audit_event SET sequence = 40 WHERE sequence = 45;
        UPDATE audit_event SET sequence = 45 WHERE sequence = 100000""", "rows 40 and 45 were swapped."),
    ("the end is cut off", "DELETE FROM audit_event WHERE sequence > 40", "rows 41 to "),
]
UNPROTECT = "".join(
    f"DROP TRIGGER {table}_is_never_{what};" for table in ("audit_event", "audit_change")
    for what in ("changed", "deleted"))


class Audit(unittest.TestCase):
    def test_each_tampering_with_the_sqlite3_shell_is_found_and_named(self):
        for name, sql, finding in TAMPERING:
            with self.subTest(name), Server() as server:
                server.stop()
                audit_rows.write(server.database, 60)
                whole = server.command("audit", "verify")
                self.assertEqual(whole.returncode, 0, whole.stdout + whole.stderr)
                subprocess.run(["sqlite3", server.database, UNPROTECT + sql], check=True, timeout=20)
                found = server.command("audit", "verify")
                self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
                self.assertIn(finding, found.stdout)

    def test_the_schema_refuses_what_is_not_recording(self):
        with Server() as server:
            server.stop()
            for sql in ("DELETE FROM audit_event", "UPDATE audit_event SET action = 'D'"):
                refused = subprocess.run(
                    ["sqlite3", server.database, sql], capture_output=True, text=True, timeout=20)
                self.assertIn("never", refused.stderr)
            self.assertEqual(server.command("audit", "verify").returncode, 0)

    def test_what_is_done_with_the_keys_on_the_machine_is_recorded_with_its_user(self):
        with Server() as server:
            server.stop()
            sheet = server.folder / "sheet.html"
            for command in (["key", "rotate"], ["key", "sheet", "--output", str(sheet)], ["key", "init"]):
                done = server.command(*command)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            rows = server.sql("SELECT route, agent, purpose FROM audit_event ORDER BY sequence")
            user = "user " + getpass.getuser()
            self.assertIn(("aalo demo", "program", user), rows)
            self.assertEqual(rows[-2:], [("aalo key rotate", "program", user), ("aalo key sheet", "program", user)])
            self.assertEqual(server.command("audit", "verify").returncode, 0)

    def test_what_the_program_sealed_is_right_by_the_description_alone(self):
        with Server() as server:
            server.stop()
            self.assertEqual(audit_rows.verified(server.database), [])
