-- A practitioner with a patient (FHIR Encounter). Until it is signed it is a draft, kept on the server with every tap;
-- once signed nothing in it changes.

CREATE TABLE encounter (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    visit_id TEXT NOT NULL REFERENCES visit (id),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    practitioner_id TEXT NOT NULL REFERENCES staff (id),
    status TEXT NOT NULL CHECK (status = 'in-progress' OR status = 'finished' OR status = 'cancelled'),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    history TEXT CHECK (length(history) BETWEEN 1 AND 4000),
    examination TEXT CHECK (length(examination) BETWEEN 1 AND 4000),
    advice TEXT CHECK (length(advice) BETWEEN 1 AND 2000),
    follow_up_on TEXT CHECK (follow_up_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    -- Counts the changes of the draft: who writes says which version they saw.
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((status = 'in-progress') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;

-- One practitioner at a time.
CREATE UNIQUE INDEX encounter_in_progress ON encounter (visit_id) WHERE status = 'in-progress';
CREATE INDEX encounter_by_patient ON encounter (patient_id, started_at);
CREATE INDEX encounter_by_visit ON encounter (visit_id);

CREATE TRIGGER visit_with_encounter_keeps_its_patient BEFORE UPDATE OF patient_id ON visit
WHEN old.patient_id IS NOT NULL AND new.patient_id IS NOT old.patient_id
BEGIN
    SELECT raise(ABORT, 'a visit with an encounter keeps its patient')
    WHERE EXISTS (SELECT 1 FROM encounter WHERE visit_id = old.id);
END;

CREATE TRIGGER encounter_is_final BEFORE UPDATE ON encounter WHEN old.status <> 'in-progress'
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed');
END;

CREATE TRIGGER encounter_is_never_deleted BEFORE DELETE ON encounter
BEGIN
    SELECT raise(ABORT, 'an encounter is never deleted');
END;

-- What the person came with, from the catalogue or in their own words.
CREATE TABLE complaint (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    code TEXT,
    name_en TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200),
    name_bn TEXT NOT NULL CHECK (length(name_bn) BETWEEN 1 AND 200),
    -- Since how many days.
    days INTEGER CHECK (days BETWEEN 0 AND 36500)
) STRICT, WITHOUT ROWID;

CREATE INDEX complaint_by_encounter ON complaint (encounter_id);
CREATE UNIQUE INDEX complaint_once ON complaint (encounter_id, code) WHERE code IS NOT NULL;

-- FHIR Condition, category encounter-diagnosis. The words and codes are those of the catalogue on that day.
CREATE TABLE condition (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    code TEXT NOT NULL,
    icd10 TEXT NOT NULL,
    icd11 TEXT NOT NULL,
    icd11_title TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    verification TEXT NOT NULL CHECK (verification = 'provisional' OR verification = 'confirmed'),
    UNIQUE (encounter_id, code)
) STRICT, WITHOUT ROWID;

-- One line of a prescription (FHIR MedicationRequest), in the words it was printed with.
CREATE TABLE medication_request (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    medicine TEXT NOT NULL,
    generic_en TEXT NOT NULL,
    generic_bn TEXT NOT NULL,
    atc TEXT NOT NULL,
    strength TEXT NOT NULL,
    form TEXT NOT NULL,
    -- The local notation: morning+noon+night, as "1+0+1" or "½+0+½".
    pattern TEXT NOT NULL CHECK (length(pattern) BETWEEN 1 AND 40),
    unit TEXT NOT NULL,
    -- A code of the catalogue of notation: before or after food.
    timing TEXT,
    -- None: until told otherwise.
    days INTEGER CHECK (days BETWEEN 1 AND 366),
    instruction_en TEXT NOT NULL,
    instruction_bn TEXT NOT NULL,
    -- What else the prescriber says of this line.
    note TEXT CHECK (length(note) BETWEEN 1 AND 200),
    UNIQUE (encounter_id, medicine, pattern)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER complaint_is_final BEFORE INSERT ON complaint
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = new.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER complaint_stays BEFORE DELETE ON complaint
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = old.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER complaint_is_never_changed BEFORE UPDATE ON complaint
BEGIN
    SELECT raise(ABORT, 'a complaint is taken out and written again');
END;

CREATE TRIGGER condition_is_final BEFORE INSERT ON condition
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = new.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER condition_stays BEFORE DELETE ON condition
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = old.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER condition_is_never_changed BEFORE UPDATE ON condition
BEGIN
    SELECT raise(ABORT, 'a diagnosis is taken out and written again');
END;

CREATE TRIGGER medication_request_is_final BEFORE INSERT ON medication_request
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = new.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER medication_request_stays BEFORE DELETE ON medication_request
BEGIN
    SELECT raise(ABORT, 'a signed encounter is never changed')
    FROM encounter WHERE id = old.encounter_id AND status <> 'in-progress';
END;

CREATE TRIGGER medication_request_is_never_changed BEFORE UPDATE ON medication_request
BEGIN
    SELECT raise(ABORT, 'a line is taken out and written again');
END;
