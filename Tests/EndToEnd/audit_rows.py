#!/usr/bin/env python3
"""usage: audit_rows.py DATABASE ROWS

Writes sealed rows behind the last one of a clinic's audit log, as the server would: by the description of the format and
not by its code. For measuring `aalo audit verify`, and so that two who read the description agree.

Sealed is, with HMAC-SHA256 under the key: the 32 bytes of the row before's seal (zeros before the first), then each
column in the order below: a zero byte for NULL; a one and eight bytes, little-endian, for a number; a two, the length in
four bytes, little-endian, and UTF-8 for text. Then the same four columns of each row of audit_change.
"""
import hmac
import sqlite3
import struct
import sys
import uuid
from pathlib import Path

COLUMNS = ("sequence", "recorded", "action", "route", "outcome", "agent", "agent_id", "device_id", "address",
           "patient_id", "entity", "entity_id", "shown", "purpose", "changes")
CHANGE = ("entity", "entity_id", "before", "after")


def encoded(value):
    if value is None:
        return b"\x00"
    if isinstance(value, int):
        return b"\x01" + struct.pack("<q", value)
    text = value.encode()
    return b"\x02" + struct.pack("<I", len(text)) + text


def seal(key, before, values):
    return hmac.digest(key, before + b"".join(map(encoded, values)), "sha256")


def key_of(database):
    return Path(f"{database}.keys/audit").read_bytes()


def verified(database):
    """The numbers of the rows that are not as they were sealed, in the simplest way there is."""
    key, before, wrong = key_of(database), bytes(32), []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for *values, mac in connection.execute(f"SELECT {', '.join(COLUMNS)}, mac FROM audit_event ORDER BY sequence"):
        changes = connection.execute(
            f"SELECT {', '.join(CHANGE)} FROM audit_change WHERE event = ? ORDER BY id", values[:1])
        if seal(key, before, values + [cell for change in changes for cell in change]) != mac:
            wrong.append(values[0])
        before = mac
    connection.close()
    return wrong


def write(database, rows):
    key = key_of(database)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    last = connection.execute("SELECT sequence, mac, recorded FROM audit_event ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, before, recorded = last or (0, bytes(32), 1_795_233_600_000)
    people = [str(uuid.uuid4()) for _ in range(20)]
    patients = [str(uuid.uuid4()) for _ in range(5_000)]
    insert = f"INSERT INTO audit_event ({', '.join(COLUMNS)}, mac) VALUES ({', '.join('?' * 16)})"

    def made():
        nonlocal sequence, before
        for number in range(rows):
            sequence += 1
            patient = patients[number * 7919 % len(patients)]
            values = (
                sequence, recorded + number * 20, "R", "GET /api/patients/:patient", "success", "staff",
                people[number % len(people)], None, "192.168.1.23", patient, "patient", patient, None, None, 0)
            before = seal(key, before, values)
            yield values + (before,)

    connection.executemany(insert, made())
    connection.commit()
    connection.close()
    Path(f"{database}.keys/audit-heads").write_text(f"{sequence} {before.hex()}\n")
    return sequence


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(f"{write(sys.argv[1], int(sys.argv[2]))} rows")
