-- What was measured (FHIR Observation, category vital-signs). A value is written once; an amendment is a row of its own
-- that says which one it replaces and why, so that the first is always there to be seen.

-- What one person measured on one patient together: one form, one stay.
CREATE TABLE observation_set (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    visit_id TEXT NOT NULL REFERENCES visit (id),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    -- What the thresholds have to know besides age and sex.
    pregnancy TEXT NOT NULL CHECK (
        pregnancy = 'pregnant' OR pregnancy = 'postpartum' OR pregnancy = 'not-pregnant' OR pregnancy = 'unknown'),
    effective_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX observation_set_by_patient ON observation_set (patient_id, effective_at);
CREATE INDEX observation_set_by_visit ON observation_set (visit_id);

CREATE TRIGGER visit_with_observations_keeps_its_patient BEFORE UPDATE OF patient_id ON visit
WHEN old.patient_id IS NOT NULL AND new.patient_id IS NOT old.patient_id
BEGIN
    SELECT raise(ABORT, 'a visit with observations keeps its patient')
    WHERE EXISTS (SELECT 1 FROM observation_set WHERE visit_id = old.id);
END;

CREATE TABLE observation (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    set_id TEXT NOT NULL REFERENCES observation_set (id),
    -- The code of the catalogue of observations, which knows LOINC, unit and names.
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
    -- A decimal as it was read, with its precision; none when an amendment says that it was never true.
    value TEXT CHECK (value GLOB '[0-9]*' OR value GLOB '-[0-9]*'),
    -- UCUM.
    unit TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method = 'manual' OR method = 'device'),
    device TEXT CHECK (length(device) BETWEEN 1 AND 100),
    -- What the instrument sent, byte for byte.
    raw_frame BLOB,
    -- What was shown when it was written down: the colour, and the threshold of the catalogue that gave it.
    colour TEXT CHECK (colour = 'green' OR colour = 'yellow' OR colour = 'red' OR colour = 'none'),
    threshold TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES staff (id),
    amends TEXT UNIQUE REFERENCES observation (id),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    CHECK ((amends IS NULL) = (reason IS NULL)),
    CHECK (value IS NOT NULL OR amends IS NOT NULL),
    CHECK (method = 'device' OR (device IS NULL AND raw_frame IS NULL))
) STRICT, WITHOUT ROWID;

-- Each thing is measured once in a set; measuring again is another set.
CREATE UNIQUE INDEX observation_first ON observation (set_id, code) WHERE amends IS NULL;
CREATE INDEX observation_by_set ON observation (set_id);

CREATE TRIGGER observation_amends_its_own_kind BEFORE INSERT ON observation WHEN new.amends IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'an amendment belongs to the same set and code')
    WHERE NOT EXISTS (
        SELECT 1 FROM observation WHERE id = new.amends AND set_id = new.set_id AND code = new.code);
END;

CREATE TRIGGER observation_is_never_changed BEFORE UPDATE ON observation
BEGIN
    SELECT raise(ABORT, 'an observation is amended, never changed');
END;

CREATE TRIGGER observation_is_never_deleted BEFORE DELETE ON observation
BEGIN
    SELECT raise(ABORT, 'an observation is amended, never deleted');
END;

CREATE TRIGGER observation_set_is_never_changed BEFORE UPDATE ON observation_set
BEGIN
    SELECT raise(ABORT, 'a set of observations is never changed');
END;

CREATE TRIGGER observation_set_is_never_deleted BEFORE DELETE ON observation_set
BEGIN
    SELECT raise(ABORT, 'a set of observations is never deleted');
END;
