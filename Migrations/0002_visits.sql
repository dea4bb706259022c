-- The person, the visit, and the serial token that a visit is known by for the day. Tables keyed by a time-ordered id
-- are kept in its order (WITHOUT ROWID): one B-tree to descend and one page to write instead of two.

CREATE TABLE patient (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    name_en TEXT CHECK (length(name_en) BETWEEN 1 AND 100),
    name_bn TEXT CHECK (length(name_bn) BETWEEN 1 AND 100),
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    birth_date TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    age_value INTEGER CHECK (age_value BETWEEN 0 AND 366),
    age_unit TEXT CHECK (age_unit IN ('years', 'months', 'days')),
    age_on TEXT CHECK (age_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    phone TEXT CHECK (phone GLOB '0[0-9]*'),
    card_number TEXT UNIQUE,
    area TEXT CHECK (length(area) BETWEEN 1 AND 100),
    -- Both names in lower case and normal form C, for the search by name.
    search TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    registered_by TEXT NOT NULL REFERENCES staff (id),
    CHECK (name_en IS NOT NULL OR name_bn IS NOT NULL),
    CHECK ((age_value IS NULL) = (age_unit IS NULL) AND (age_value IS NULL) = (age_on IS NULL)),
    CHECK (birth_date IS NULL OR age_value IS NULL)
) STRICT;

CREATE INDEX patient_by_phone ON patient (phone) WHERE phone IS NOT NULL;

CREATE TABLE visit (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    patient_id TEXT REFERENCES patient (id),
    service TEXT NOT NULL,
    complaint TEXT CHECK (length(complaint) BETWEEN 1 AND 200),
    priority TEXT NOT NULL CHECK (priority IN (
        'emergency', 'very-sick', 'pregnant', 'small-child', 'elderly', 'disability', 'ordinary')),
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_by_patient ON visit (patient_id) WHERE patient_id IS NOT NULL;

-- A visit ends once: the person left, or the token was a mistake.
CREATE TABLE visit_closure (
    visit_id TEXT PRIMARY KEY REFERENCES visit (id),
    kind TEXT NOT NULL CHECK (kind IN ('left', 'voided')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    CHECK (kind = 'left' OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The serial counts from one each clinic day and has no gap: it is decided in the transaction that inserts it.
CREATE TABLE token (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    visit_id TEXT NOT NULL UNIQUE REFERENCES visit (id),
    day TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    issued_at INTEGER NOT NULL,
    issued_by TEXT NOT NULL REFERENCES staff (id),
    UNIQUE (day, serial)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER token_is_never_deleted BEFORE DELETE ON token
BEGIN
    SELECT raise(ABORT, 'a token is voided, never deleted');
END;

CREATE TRIGGER token_is_never_changed BEFORE UPDATE ON token
BEGIN
    SELECT raise(ABORT, 'a token is never changed');
END;

-- Each slip that was printed. The first is the original; every later one is marked as a reprint.
CREATE TABLE slip (
    token_id TEXT NOT NULL REFERENCES token (id),
    copy INTEGER NOT NULL CHECK (copy > 0),
    people_ahead INTEGER NOT NULL CHECK (people_ahead >= 0),
    wait_minutes INTEGER NOT NULL CHECK (wait_minutes >= 0),
    printed_at INTEGER NOT NULL,
    printed_by TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (token_id, copy)
) STRICT, WITHOUT ROWID;
