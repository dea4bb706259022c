-- A patient in full: the numbers the country knows them by, their people, where they live, and what was written before
-- each correction.

ALTER TABLE patient ADD COLUMN national_id TEXT CHECK (
    national_id NOT GLOB '*[^0-9]*' AND (length(national_id) = 10 OR length(national_id) = 13
    OR length(national_id) = 17));
ALTER TABLE patient ADD COLUMN birth_registration_number TEXT CHECK (
    birth_registration_number NOT GLOB '*[^0-9]*' AND length(birth_registration_number) = 17);
ALTER TABLE patient ADD COLUMN health_id TEXT CHECK (
    health_id GLOB '9[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]');
-- Counts corrections: who corrects says which version they saw.
ALTER TABLE patient ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE UNIQUE INDEX patient_by_national_id ON patient (national_id) WHERE national_id IS NOT NULL;
CREATE UNIQUE INDEX patient_by_birth_registration_number ON patient (birth_registration_number)
    WHERE birth_registration_number IS NOT NULL;
CREATE UNIQUE INDEX patient_by_health_id ON patient (health_id) WHERE health_id IS NOT NULL;

-- FHIR RelatedPerson, by what they are to the patient.
CREATE TABLE related_person (
    patient_id TEXT NOT NULL REFERENCES patient (id),
    relationship TEXT NOT NULL CHECK (relationship = 'father' OR relationship = 'mother' OR relationship = 'spouse'),
    name_en TEXT CHECK (length(name_en) BETWEEN 1 AND 100),
    name_bn TEXT CHECK (length(name_bn) BETWEEN 1 AND 100),
    PRIMARY KEY (patient_id, relationship),
    CHECK (name_en IS NOT NULL OR name_bn IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The codes of the national geography stand apart, because its users concatenate them in different orders.
CREATE TABLE patient_address (
    patient_id TEXT NOT NULL REFERENCES patient (id),
    use TEXT NOT NULL CHECK (use = 'present' OR use = 'permanent'),
    division TEXT NOT NULL CHECK (division GLOB '[0-9][0-9]'),
    district TEXT NOT NULL CHECK (district GLOB '[0-9][0-9][0-9][0-9]'),
    city_corporation TEXT CHECK (city_corporation GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    upazila TEXT NOT NULL CHECK (upazila GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    line TEXT CHECK (length(line) BETWEEN 1 AND 200),
    PRIMARY KEY (patient_id, use),
    CHECK (substr(district, 1, 2) = division AND substr(upazila, 1, 4) = district)
) STRICT, WITHOUT ROWID;

-- What was known before each correction, as JSON, and who corrected it. Written, never rewritten.
CREATE TABLE patient_revision (
    patient_id TEXT NOT NULL REFERENCES patient (id),
    version INTEGER NOT NULL CHECK (version > 0),
    before TEXT NOT NULL CHECK (before GLOB '{*}'),
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (patient_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER patient_revision_is_never_changed BEFORE UPDATE ON patient_revision
BEGIN
    SELECT raise(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER patient_revision_is_never_deleted BEFORE DELETE ON patient_revision
BEGIN
    SELECT raise(ABORT, 'a revision is never deleted');
END;

CREATE TRIGGER patient_is_never_deleted BEFORE DELETE ON patient
BEGIN
    SELECT raise(ABORT, 'a patient is never deleted');
END;

-- The number by which a profession is registered (BMDC, BNMC) and the degrees its council recognises. Both are printed
-- on prescriptions.
ALTER TABLE staff ADD COLUMN registration_number TEXT CHECK (length(registration_number) BETWEEN 1 AND 40);
ALTER TABLE staff ADD COLUMN qualification TEXT CHECK (length(qualification) BETWEEN 1 AND 200);
CREATE UNIQUE INDEX staff_by_registration_number ON staff (registration_number) WHERE registration_number IS NOT NULL;
