-- A correction of a patient reaches those who heard of them already.

-- Whom a destination knows as we made them, so that what we know later may take the place of what it has. Whom it knew
-- before us, by a national number, somebody else answers for.
CREATE TABLE outbox_patient (
    destination TEXT NOT NULL CHECK (length(destination) BETWEEN 1 AND 40),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (destination, patient_id)
) STRICT, WITHOUT ROWID;

-- Without a national number nobody else can have made them.
INSERT INTO outbox_patient (destination, patient_id, at)
SELECT destination, patient_id, min(settled_at) FROM outbox JOIN patient ON patient.id = patient_id
WHERE state = 'accepted' AND health_id IS NULL GROUP BY destination, patient_id;

CREATE TRIGGER outbox_patient_is_never_changed BEFORE UPDATE ON outbox_patient
BEGIN
    SELECT raise(ABORT, 'who made a patient is never changed');
END;

CREATE TRIGGER outbox_patient_is_never_deleted BEFORE DELETE ON outbox_patient
BEGIN
    SELECT raise(ABORT, 'who made a patient is never deleted');
END;

CREATE INDEX outbox_by_patient ON outbox (patient_id, destination, sequence);

-- The last encounter takes the correction along. What waits may be on its way with what was known before.
CREATE TRIGGER outbox_hears_of_a_correction AFTER INSERT ON patient_revision
BEGIN
    UPDATE outbox SET state = 'pending', revision = revision + 1, failures = 0, due_at = new.at, settled_at = NULL,
        enqueued_at = CASE state WHEN 'pending' THEN enqueued_at ELSE new.at END, diagnostics = NULL, http_status = NULL
    WHERE patient_id = new.patient_id AND (
        state = 'pending' OR sequence = (
            SELECT max(sequence) FROM outbox AS other
            WHERE other.patient_id = new.patient_id AND other.destination = outbox.destination));
END;

-- Without this, what is on its way without the Health ID would be held back for want of it although there is one now.
CREATE TRIGGER outbox_on_its_way_hears_of_health_id AFTER UPDATE OF health_id ON patient
WHEN old.health_id IS NULL AND new.health_id IS NOT NULL
BEGIN
    UPDATE outbox SET revision = revision + 1 WHERE patient_id = new.id AND state = 'pending';
END;
