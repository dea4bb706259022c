-- Investigations that were asked for (FHIR ServiceRequest), and what was found (FHIR Observation, DiagnosticReport).

CREATE TABLE service_request (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    visit_id TEXT NOT NULL REFERENCES visit (id),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    -- None when the person came for the test alone.
    encounter_id TEXT REFERENCES encounter (id),
    code TEXT NOT NULL,
    loinc TEXT,
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    category TEXT NOT NULL,
    -- FHIR request-status. A draft is part of an encounter that is not signed yet.
    status TEXT NOT NULL CHECK (
        status = 'draft' OR status = 'active' OR status = 'completed' OR status = 'revoked'),
    note TEXT CHECK (length(note) BETWEEN 1 AND 200),
    requested_at INTEGER NOT NULL,
    requested_by TEXT NOT NULL REFERENCES staff (id),
    ended_at INTEGER,
    ended_by TEXT REFERENCES staff (id),
    -- Why it was revoked.
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    CHECK ((status IN ('completed', 'revoked')) = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (status <> 'revoked' OR reason IS NOT NULL),
    CHECK (status <> 'draft' OR encounter_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The same test is not asked for twice while the first is open.
CREATE UNIQUE INDEX service_request_open ON service_request (visit_id, code) WHERE ended_at IS NULL;
CREATE INDEX service_request_worklist ON service_request (category, requested_at) WHERE status = 'active';
CREATE INDEX service_request_by_patient ON service_request (patient_id, requested_at);

CREATE TRIGGER visit_with_orders_keeps_its_patient BEFORE UPDATE OF patient_id ON visit
WHEN old.patient_id IS NOT NULL AND new.patient_id IS NOT old.patient_id
BEGIN
    SELECT raise(ABORT, 'a visit with orders keeps its patient')
    WHERE EXISTS (SELECT 1 FROM service_request WHERE visit_id = old.id);
END;
CREATE INDEX service_request_by_encounter ON service_request (encounter_id) WHERE encounter_id IS NOT NULL;

CREATE TRIGGER service_request_is_final BEFORE UPDATE ON service_request WHEN old.ended_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a request that has ended is never changed');
END;

-- A draft may be taken out of its encounter before it is signed; nothing else is deleted.
CREATE TRIGGER service_request_stays BEFORE DELETE ON service_request WHEN old.status <> 'draft'
BEGIN
    SELECT raise(ABORT, 'a request is revoked, never deleted');
END;

-- One value that was found, written once; an amendment says which one it replaces and why.
CREATE TABLE result (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    service_request_id TEXT NOT NULL REFERENCES service_request (id),
    -- Which part of the test: a LOINC code of a panel's component, or the test's own code.
    component TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    -- A decimal with its UCUM unit, or words.
    value TEXT CHECK (value GLOB '[0-9]*' OR value GLOB '-[0-9]*'),
    unit TEXT,
    text TEXT CHECK (length(text) BETWEEN 1 AND 2000),
    range_low TEXT,
    range_high TEXT,
    -- v3 ObservationInterpretation: of a number by its interval, or A for words that are not the expected ones.
    interpretation TEXT CHECK (
        interpretation = 'L' OR interpretation = 'N' OR interpretation = 'H' OR interpretation = 'A'),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES staff (id),
    amends TEXT UNIQUE REFERENCES result (id),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    CHECK ((value IS NULL) <> (text IS NULL)),
    CHECK ((value IS NULL) = (unit IS NULL)),
    CHECK ((amends IS NULL) = (reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX result_first ON result (service_request_id, component) WHERE amends IS NULL;
CREATE INDEX result_by_request ON result (service_request_id);
-- Amendments are few; what has to be verified again is looked for among them.
CREATE INDEX result_amendment ON result (service_request_id) WHERE amends IS NOT NULL;

-- Results belong to an active request; those of a completed one are only amended.
CREATE TRIGGER result_needs_an_open_request BEFORE INSERT ON result
BEGIN
    SELECT raise(ABORT, 'a request that is not open takes no result')
    FROM service_request
    WHERE id = new.service_request_id AND status <> 'active' AND (status <> 'completed' OR new.amends IS NULL);
END;

CREATE TRIGGER result_amends_its_own_kind BEFORE INSERT ON result WHEN new.amends IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'an amendment belongs to the same request and component')
    WHERE NOT EXISTS (
        SELECT 1 FROM result
        WHERE id = new.amends AND service_request_id = new.service_request_id AND component = new.component);
END;

CREATE TRIGGER result_is_never_changed BEFORE UPDATE ON result
BEGIN
    SELECT raise(ABORT, 'a result is amended, never changed');
END;

CREATE TRIGGER result_is_never_deleted BEFORE DELETE ON result
BEGIN
    SELECT raise(ABORT, 'a result is amended, never deleted');
END;

-- Somebody who answers for it has looked at all the results of a request. An amendment is verified again.
CREATE TABLE diagnostic_report (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    service_request_id TEXT NOT NULL REFERENCES service_request (id),
    version INTEGER NOT NULL CHECK (version > 0),
    verified_at INTEGER NOT NULL,
    verified_by TEXT NOT NULL REFERENCES staff (id),
    UNIQUE (service_request_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER diagnostic_report_is_never_changed BEFORE UPDATE ON diagnostic_report
BEGIN
    SELECT raise(ABORT, 'a report is never changed');
END;

CREATE TRIGGER diagnostic_report_is_never_deleted BEFORE DELETE ON diagnostic_report
BEGIN
    SELECT raise(ABORT, 'a report is never deleted');
END;

-- Which results were looked at. A result that is in no report is not verified.
CREATE TABLE report_result (
    report_id TEXT NOT NULL REFERENCES diagnostic_report (id),
    result_id TEXT NOT NULL REFERENCES result (id),
    PRIMARY KEY (result_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER report_result_is_never_changed BEFORE UPDATE ON report_result
BEGIN
    SELECT raise(ABORT, 'a report is never changed');
END;

CREATE TRIGGER report_result_is_never_deleted BEFORE DELETE ON report_result
BEGIN
    SELECT raise(ABORT, 'a report is never deleted');
END;
