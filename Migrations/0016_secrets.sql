-- The numbers by which the world knows a patient lie sealed (AES-256-GCM), and the keys lie outside of this file. Each
-- sealed value names its key and is bound to its column and row: it does not open anywhere else. What has to be found is
-- found by a blind index (HMAC-SHA-256 under a key of its own). The functions are the program's; the schema uses none of
-- them, so that the file can be read by others.

-- By which keys this file is sealed: not the keys, but what tells a right one from a wrong one.
CREATE TABLE secret_key (
    kind TEXT NOT NULL CHECK (kind = 'data' OR kind = 'index' OR kind = 'audit'),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 255),
    check_value BLOB NOT NULL CHECK (length(check_value) = 16),
    made_at INTEGER NOT NULL,
    -- When nothing was left that an older one has sealed.
    rotated_at INTEGER,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER secret_key_is_never_deleted BEFORE DELETE ON secret_key
BEGIN
    SELECT raise(ABORT, 'what tells a key is never deleted');
END;

-- One row while pages that nobody uses any more may still hold what was written before it was sealed.
CREATE TABLE secret_residue (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

ALTER TABLE patient ADD COLUMN phone_sealed BLOB CHECK (length(phone_sealed) > 30);
-- Of the last four digits: people are found by these and more.
ALTER TABLE patient ADD COLUMN phone_tail BLOB CHECK (
    length(phone_tail) = 16 AND phone_sealed IS NOT NULL OR phone_tail IS NULL AND phone_sealed IS NULL);
ALTER TABLE patient ADD COLUMN national_id_sealed BLOB CHECK (length(national_id_sealed) > 30);
ALTER TABLE patient ADD COLUMN national_id_index BLOB CHECK (
    length(national_id_index) = 16 AND national_id_sealed IS NOT NULL
    OR national_id_index IS NULL AND national_id_sealed IS NULL);
ALTER TABLE patient ADD COLUMN birth_registration_number_sealed BLOB CHECK (
    length(birth_registration_number_sealed) > 30);
ALTER TABLE patient ADD COLUMN birth_registration_number_index BLOB CHECK (
    length(birth_registration_number_index) = 16 AND birth_registration_number_sealed IS NOT NULL
    OR birth_registration_number_index IS NULL AND birth_registration_number_sealed IS NULL);

INSERT INTO secret_residue (id) SELECT 1 FROM patient LIMIT 1;

UPDATE patient SET
    phone_sealed = sealed(phone, 'patient.phone', id),
    phone_tail = blind_index(substr(phone, -4), 'patient.phone.tail'),
    national_id_sealed = sealed(national_id, 'patient.national_id', id),
    national_id_index = blind_index(national_id, 'patient.national_id'),
    birth_registration_number_sealed = sealed(birth_registration_number, 'patient.birth_registration_number', id),
    birth_registration_number_index = blind_index(birth_registration_number, 'patient.birth_registration_number')
WHERE phone IS NOT NULL OR national_id IS NOT NULL OR birth_registration_number IS NOT NULL;

DROP INDEX patient_by_phone;
DROP INDEX patient_by_national_id;
DROP INDEX patient_by_birth_registration_number;
ALTER TABLE patient DROP COLUMN phone;
ALTER TABLE patient DROP COLUMN national_id;
ALTER TABLE patient DROP COLUMN birth_registration_number;

CREATE INDEX patient_by_phone_tail ON patient (phone_tail) WHERE phone_tail IS NOT NULL;
CREATE UNIQUE INDEX patient_by_national_id ON patient (national_id_index) WHERE national_id_index IS NOT NULL;
CREATE UNIQUE INDEX patient_by_birth_registration_number ON patient (birth_registration_number_index)
    WHERE birth_registration_number_index IS NOT NULL;

-- What was known before a correction held the same numbers.
ALTER TABLE patient_revision ADD COLUMN phone_sealed BLOB CHECK (length(phone_sealed) > 30);
ALTER TABLE patient_revision ADD COLUMN national_id_sealed BLOB CHECK (length(national_id_sealed) > 30);
ALTER TABLE patient_revision ADD COLUMN birth_registration_number_sealed BLOB CHECK (
    length(birth_registration_number_sealed) > 30);

DROP TRIGGER patient_revision_is_never_changed;

UPDATE patient_revision SET
    phone_sealed = sealed(
        json_extract(before, '$.phone'), 'patient_revision.phone', patient_id || '/' || version),
    national_id_sealed = sealed(
        json_extract(before, '$.national_id'), 'patient_revision.national_id', patient_id || '/' || version),
    birth_registration_number_sealed = sealed(
        json_extract(before, '$.birth_registration_number'), 'patient_revision.birth_registration_number',
        patient_id || '/' || version),
    before = json_remove(before, '$.phone', '$.national_id', '$.birth_registration_number');

-- A sealed value may be sealed again under another key; it neither comes nor goes.
CREATE TRIGGER patient_revision_is_never_changed
BEFORE UPDATE OF patient_id, version, before, at, staff_id ON patient_revision
BEGIN
    SELECT raise(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER patient_revision_keeps_its_secrets BEFORE UPDATE ON patient_revision
WHEN (old.phone_sealed IS NULL) <> (new.phone_sealed IS NULL)
    OR (old.national_id_sealed IS NULL) <> (new.national_id_sealed IS NULL)
    OR (old.birth_registration_number_sealed IS NULL) <> (new.birth_registration_number_sealed IS NULL)
BEGIN
    SELECT raise(ABORT, 'a revision is never changed');
END;

-- The answers that are kept for retries say what they said of people.
UPDATE idempotency SET
    body = sealed(body, 'idempotency.body', actor || ' ' || key),
    fingerprint = hex(blind_index(fingerprint, 'idempotency.fingerprint'));
