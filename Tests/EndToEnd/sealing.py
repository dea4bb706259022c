"""The clinic's way to seal numbers at rest, written once more by another hand: what it reads, the server has sealed so.

A sealed value is the version (1), the number of the key, a nonce of 12 bytes, and AES-256-GCM of the text, which is bound
to its column and row; a blind index is HMAC-SHA-256 of column and text, cut to 16 bytes. Lengths are 64 bits, the lowest
first.
"""
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Sealing:
    def __init__(self, database):
        folder = Path(f"{database}.keys")
        self.data = AESGCM((folder / "data-1").read_bytes())
        self.index = (folder / "index").read_bytes()

    def seal(self, text, column, row):
        head, nonce = bytes([1, 1]), os.urandom(12)
        return head + nonce + self.data.encrypt(nonce, text.encode(), self._place(head, column, row))

    def open(self, sealed, column, row):
        return self.data.decrypt(sealed[2:14], sealed[14:], self._place(sealed[:2], column, row)).decode()

    def blind(self, text, column):
        return hmac.digest(self.index, self._counted(column) + text.encode(), hashlib.sha256)[:16]

    def patient(self, patient, phone=None, national_id=None, birth_registration_number=None):
        """The columns of a patient's numbers."""
        columns = {}
        if phone:
            columns["phone_sealed"] = self.seal(phone, "patient.phone", patient)
            columns["phone_tail"] = self.blind(phone[-4:], "patient.phone.tail")
        numbers = {"national_id": national_id, "birth_registration_number": birth_registration_number}
        for name, number in numbers.items():
            if number:
                columns[f"{name}_sealed"] = self.seal(number, f"patient.{name}", patient)
                columns[f"{name}_index"] = self.blind(number, f"patient.{name}")
        return columns

    def _place(self, head, column, row):
        return head + self._counted(column) + row.encode()

    @staticmethod
    def _counted(column):
        return len(column).to_bytes(8, "little") + column.encode()
