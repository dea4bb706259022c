-- Who looked into a record that was not theirs to read, and why (HL7 v3 ActReason BTG, break the glass). It opens one
-- patient's record to one person for a while; it is shown to the manager and never changed.

CREATE TABLE break_glass (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    patient_id TEXT NOT NULL REFERENCES patient (id),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 300),
    at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > at)
) STRICT, WITHOUT ROWID;

CREATE INDEX break_glass_of_staff ON break_glass (staff_id, patient_id, ends_at);

CREATE TRIGGER break_glass_is_never_changed BEFORE UPDATE ON break_glass
BEGIN
    SELECT raise(ABORT, 'a broken glass stays broken');
END;

CREATE TRIGGER break_glass_is_never_deleted BEFORE DELETE ON break_glass
BEGIN
    SELECT raise(ABORT, 'a broken glass stays broken');
END;

-- A diagnosis that only those who treat the patient may read (HL7 v3 Confidentiality R).
ALTER TABLE condition ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential = 0 OR confidential = 1);

-- Where a visit is served is looked up by its tests.
CREATE INDEX service_request_by_visit ON service_request (visit_id);
