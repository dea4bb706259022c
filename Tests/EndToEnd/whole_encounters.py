"""Signed encounters as rows in the clinic's database, written behind the server's back.

This stands for what people do at the stations; each function leaves what one station leaves.
"""
import itertools
import os
import sqlite3
import time
import uuid

from sealing import Sealing

# Long enough ago that nobody has to do with them any more.
DAY = "2026-11-20"
clock = itertools.count(1_795_147_200_000, 1000)


class Encounters:
    """`with Encounters(server) as made:` writes all rows in one transaction."""

    def __init__(self, server):
        self.database = server.database

    def __enter__(self):
        self.connection = sqlite3.connect(self.database, timeout=20)
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.sealing = Sealing(self.database)
        self.staff = dict(self.connection.execute("SELECT user_name, id FROM staff"))
        self.connection.execute(
            "UPDATE staff SET registration_number = 'A-00001', qualification = 'MBBS (DMC), FCPS' WHERE id = ?",
            (self.staff["doctor1"],))
        return self

    def __exit__(self, kind, *_):
        self.connection.commit() if kind is None else self.connection.rollback()
        self.connection.close()

    def add(self, table, **columns):
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
        return columns.get("id")

    def register(self, **known):
        """A patient; `address` with the codes of where they live."""
        address = known.pop("address", None)
        patient = new()
        numbers = {name: known.pop(name, None) for name in ("phone", "national_id", "birth_registration_number")}
        self.add("patient", id=patient, search="", registered_at=next(clock), registered_by=self.staff["reception1"],
                 **known, **self.sealing.patient(patient, **numbers))
        if address:
            self.add("patient_address", patient_id=patient, use="present", division="30", district="3026",
                     city_corporation="302625", upazila="30262507", line=address)
        return patient

    def open(self, patient):
        return self.add("visit", id=new(), day=DAY, patient_id=patient, service="general", priority="ordinary",
                        opened_at=next(clock), opened_by=self.staff["reception1"])

    def screen(self, visit, patient, values):
        """`values`: code to (value, unit)."""
        stay = self.add("observation_set", id=new(), visit_id=visit, patient_id=patient, pregnancy="unknown",
                        effective_at=next(clock), recorded_at=next(clock), recorded_by=self.staff["paramedic1"])
        return {code: self.measure(stay, code, *pair) for code, pair in values.items()}, stay

    def measure(self, stay, code, value, unit, amends=None):
        return self.add("observation", id=new(), set_id=stay, code=code, value=value, unit=unit, method="manual",
                        recorded_at=next(clock), recorded_by=self.staff["paramedic1"], amends=amends,
                        reason=amends and "misread")

    def see(self, visit, patient, diagnoses=(), medicines=(), tests=(), confidential=()):
        encounter = self.add("encounter", id=new(), visit_id=visit, patient_id=patient,
                             practitioner_id=self.staff["doctor1"], status="in-progress", started_at=next(clock))
        for diagnosis in (*diagnoses, *confidential):
            code, icd10, icd11, title, name = diagnosis
            self.add("condition", id=new(), encounter_id=encounter, code=code, icd10=icd10, icd11=icd11,
                     icd11_title=title, name_en=name, name_bn="রোগ", verification="confirmed",
                     confidential=diagnosis in confidential)
        for medicine, generic, atc, strength, form, pattern, unit, timing, days in medicines:
            self.add("medication_request", id=new(), encounter_id=encounter, medicine=medicine, generic_en=generic,
                     generic_bn="ওষুধ", atc=atc, strength=strength, form=form, pattern=pattern, unit=unit,
                     timing=timing, days=days, instruction_en=f"{pattern}, {days} days",
                     instruction_bn=f"{pattern}, {days} দিন")
        orders = [self.add(
            "service_request", id=new(), visit_id=visit, patient_id=patient, encounter_id=encounter, code=code,
            loinc=loinc, name_en=name, name_bn="পরীক্ষা", category=category, status="draft",
            requested_at=next(clock), requested_by=self.staff["doctor1"]) for code, loinc, name, category in tests]
        self.connection.execute(
            "UPDATE encounter SET status = 'finished', ended_at = ? WHERE id = ?", (next(clock), encounter))
        self.connection.execute(
            "UPDATE service_request SET status = 'active' WHERE encounter_id = ?", (encounter,))
        return encounter, orders

    def find(self, order, component, name, value=None, unit=None, text=None, low=None, high=None):
        return self.add("result", id=new(), service_request_id=order, component=component, name_en=name,
                        name_bn="ফল", value=value, unit=unit, text=text, range_low=low, range_high=high,
                        interpretation="L" if low else None, recorded_at=next(clock),
                        recorded_by=self.staff["lab1"])

    def verify(self, order, version=1):
        at = next(clock)
        report = self.add("diagnostic_report", id=new(), service_request_id=order, version=version, verified_at=at,
                          verified_by=self.staff["lab1"])
        self.connection.execute(
            "INSERT INTO report_result (report_id, result_id) SELECT ?, id FROM result WHERE service_request_id = ?",
            (report, order))
        if version == 1:
            self.connection.execute(
                "UPDATE service_request SET status = 'completed', ended_at = ?, ended_by = ? WHERE id = ?",
                (at, self.staff["lab1"], order))

    def promise(self, encounter, patient, destination="shr"):
        """What signing leaves in the outbox."""
        self.add("outbox", destination=destination, encounter_id=encounter, patient_id=patient, enqueued_at=next(clock),
                 due_at=0)


def new():
    """UUID version 7 (RFC 9562 section 5.7)."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))
