-- What the national record must hear, written in the transaction that made it true, and sent later: one row for each
-- encounter and destination. What is sent is assembled from today's truth; when that changes, the row is told again.

CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL CHECK (length(destination) BETWEEN 1 AND 40),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    -- Encounters of one patient go in their order.
    patient_id TEXT NOT NULL REFERENCES patient (id),
    -- How often there was something to tell; what was sent of it.
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    accepted_revision INTEGER NOT NULL DEFAULT 0 CHECK (accepted_revision BETWEEN 0 AND revision),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state = 'pending' OR state = 'accepted' OR state = 'refused'),
    enqueued_at INTEGER NOT NULL,
    -- Attempts in a row that reached nobody, and when to try again.
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    due_at INTEGER NOT NULL,
    settled_at INTEGER,
    -- Why it was refused or could not be sent, in the words of the other side, without patient data.
    diagnostics TEXT CHECK (length(diagnostics) BETWEEN 1 AND 2000),
    http_status INTEGER,
    UNIQUE (destination, encounter_id),
    CHECK (state <> 'accepted' OR accepted_revision = revision),
    CHECK ((state = 'pending') = (settled_at IS NULL)),
    CHECK (state <> 'refused' OR diagnostics IS NOT NULL)
) STRICT;

CREATE INDEX outbox_due ON outbox (destination, due_at) WHERE state = 'pending';
CREATE INDEX outbox_of_patient ON outbox (destination, patient_id, sequence) WHERE state = 'pending';
CREATE INDEX outbox_by_state ON outbox (state, sequence);
CREATE INDEX outbox_by_encounter ON outbox (encounter_id);

CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
BEGIN
    SELECT raise(ABORT, 'what was promised to be sent is never deleted');
END;

-- Each attempt and what came of it. Written, never rewritten.
CREATE TABLE outbox_attempt (
    id INTEGER PRIMARY KEY,
    outbox_sequence INTEGER NOT NULL REFERENCES outbox (sequence),
    revision INTEGER NOT NULL CHECK (revision > 0),
    outcome TEXT NOT NULL CHECK (outcome = 'accepted' OR outcome = 'refused' OR outcome = 'unreachable'),
    http_status INTEGER,
    diagnostics TEXT CHECK (length(diagnostics) BETWEEN 1 AND 2000),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_attempt_by_outbox ON outbox_attempt (outbox_sequence);

CREATE TRIGGER outbox_attempt_is_never_changed BEFORE UPDATE ON outbox_attempt
BEGIN
    SELECT raise(ABORT, 'an attempt is never changed');
END;

CREATE TRIGGER outbox_attempt_is_never_deleted BEFORE DELETE ON outbox_attempt
BEGIN
    SELECT raise(ABORT, 'an attempt is never deleted');
END;

-- What was held back for want of a Health ID goes when there is one.
CREATE TRIGGER outbox_hears_of_health_id AFTER UPDATE OF health_id ON patient
WHEN old.health_id IS NULL AND new.health_id IS NOT NULL
BEGIN
    UPDATE outbox SET state = 'pending', failures = 0, settled_at = NULL, due_at = enqueued_at, diagnostics = NULL
    WHERE patient_id = new.id AND state = 'refused' AND diagnostics = 'health-id-needed';
END;
