-- Who did or saw what, of whom, when and from where (FHIR AuditEvent). Each row carries a keyed hash of itself and of the
-- row before, so that a row that is changed, taken out, put in or moved is found by whoever has the key, and by nobody
-- else. There are no names, numbers or words of a patient here, only ids. What is referred to is not asked for by foreign
-- keys: a row also says what was asked about something that never was.

CREATE TABLE audit_event (
    -- Counts from one without a gap.
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    recorded INTEGER NOT NULL,
    -- FHIR audit-event-action: create, read, update, delete, execute.
    action TEXT NOT NULL CHECK (action = 'C' OR action = 'R' OR action = 'U' OR action = 'D' OR action = 'E'),
    -- Method and pattern, never a path.
    route TEXT NOT NULL CHECK (length(route) BETWEEN 1 AND 200),
    outcome TEXT NOT NULL CHECK (outcome = 'success' OR outcome = 'refused'),
    agent TEXT NOT NULL CHECK (
        agent = 'staff' OR agent = 'device' OR agent = 'client' OR agent = 'program' OR agent = 'nobody'),
    agent_id TEXT CHECK (length(agent_id) = 36),
    -- The machine somebody did it at, when it is one the clinic knows.
    device_id TEXT CHECK (length(device_id) = 36),
    address TEXT CHECK (length(address) BETWEEN 1 AND 64),
    patient_id TEXT CHECK (length(patient_id) = 36),
    -- What it was about: its kind, and its id when it was one thing.
    entity TEXT CHECK (length(entity) BETWEEN 1 AND 40),
    entity_id TEXT CHECK (length(entity_id) BETWEEN 1 AND 36),
    -- Of a search: how many were shown. One row for each of them up to ten; one row in all when they were more.
    shown INTEGER CHECK (shown >= 0),
    -- Why somebody looked where they else may not.
    purpose TEXT CHECK (length(purpose) BETWEEN 1 AND 500),
    -- How many rows of audit_change belong to it.
    changes INTEGER NOT NULL DEFAULT 0 CHECK (changes >= 0),
    -- HMAC-SHA256 over the row before's, the columns above and the changes.
    mac BLOB NOT NULL CHECK (length(mac) = 32),
    CHECK ((agent_id IS NULL) = (agent = 'program' OR agent = 'nobody'))
) STRICT;

-- A day is read from its last row back; so is what was done with one patient.
CREATE INDEX audit_event_by_recorded ON audit_event (recorded);
CREATE INDEX audit_event_by_patient ON audit_event (patient_id, recorded) WHERE patient_id IS NOT NULL;

CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON audit_event
BEGIN
    SELECT raise(ABORT, 'what was recorded is never changed');
END;

CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event
BEGIN
    SELECT raise(ABORT, 'what was recorded is never deleted');
END;

-- What stood in a row before and after it was changed, written by triggers in the transaction that changed it. It belongs
-- to the event that is written at that transaction's end. Names, phones, numbers of a person, free words and hashes of
-- secrets are not repeated: that they changed is said, and where they were kept before is known.
CREATE TABLE audit_change (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL CHECK (event > 0),
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 36),
    before TEXT CHECK (before GLOB '{*}'),
    after TEXT CHECK (after GLOB '{*}'),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX audit_change_by_event ON audit_change (event);

CREATE TRIGGER audit_change_is_never_changed BEFORE UPDATE ON audit_change
BEGIN
    SELECT raise(ABORT, 'what was recorded is never changed');
END;

CREATE TRIGGER audit_change_is_never_deleted BEFORE DELETE ON audit_change
BEGIN
    SELECT raise(ABORT, 'what was recorded is never deleted');
END;

-- JSON is put together by hand: SQLite's own functions for it may not be called from a schema that is not trusted
-- (https://www.sqlite.org/pragma.html#pragma_trusted_schema). What may have quotes in it has them escaped.

-- Only what differs. The values before are in patient_revision.
CREATE TRIGGER audit_patient AFTER UPDATE ON patient
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    SELECT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'patient', new.id,
        '{' || substr(before, 2) || '}', '{' || substr(after, 2) || '}'
    FROM (
        SELECT
            (
                iif(old.version IS NOT new.version, ',' || '"version":' || coalesce(old.version, 'null'), '') ||
                iif(old.sex IS NOT new.sex, ',' || '"sex":' || coalesce('"' || old.sex || '"', 'null'), '') ||
                iif(old.birth_date IS NOT new.birth_date, ',' || '"birth_date":' || coalesce('"' || old.birth_date || '"', 'null'), '') ||
                iif(old.age_value IS NOT new.age_value, ',' || '"age_value":' || coalesce(old.age_value, 'null'), '') ||
                iif(old.age_unit IS NOT new.age_unit, ',' || '"age_unit":' || coalesce('"' || old.age_unit || '"', 'null'), '')
            ) AS before,
            (
                iif(old.version IS NOT new.version, ',' || '"version":' || coalesce(new.version, 'null'), '') ||
                iif(old.sex IS NOT new.sex, ',' || '"sex":' || coalesce('"' || new.sex || '"', 'null'), '') ||
                iif(old.birth_date IS NOT new.birth_date, ',' || '"birth_date":' || coalesce('"' || new.birth_date || '"', 'null'), '') ||
                iif(old.age_value IS NOT new.age_value, ',' || '"age_value":' || coalesce(new.age_value, 'null'), '') ||
                iif(old.age_unit IS NOT new.age_unit, ',' || '"age_unit":' || coalesce('"' || new.age_unit || '"', 'null'), '') ||
                iif(old.name_en IS NOT new.name_en, ',"name_en":"changed"', '') ||
                iif(old.name_bn IS NOT new.name_bn, ',"name_bn":"changed"', '') ||
                iif(old.area IS NOT new.area, ',"area":"changed"', '') ||
                iif(old.card_number IS NOT new.card_number, ',"card_number":"changed"', '') ||
                iif(old.health_id IS NOT new.health_id, ',"health_id":"changed"', '')
            ) AS after)
    WHERE after <> '';
END;

CREATE TRIGGER audit_visit AFTER UPDATE ON visit
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'visit', new.id,
        '{' || '"patient_id":' || coalesce('"' || old.patient_id || '"', 'null') || ',' ||
            '"priority":' || coalesce('"' || old.priority || '"', 'null') || '}',
        '{' || '"patient_id":' || coalesce('"' || new.patient_id || '"', 'null') || ',' ||
            '"priority":' || coalesce('"' || new.priority || '"', 'null') || '}');
END;

-- The note of a draft is saved with every few words; what it became is in the signed encounter.
CREATE TRIGGER audit_encounter AFTER UPDATE OF status ON encounter WHEN old.status IS NOT new.status
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'encounter', new.id,
        '{' || '"status":' || coalesce('"' || old.status || '"', 'null') || ',' ||
            '"version":' || coalesce(old.version, 'null') || '}',
        '{' || '"status":' || coalesce('"' || new.status || '"', 'null') || ',' ||
            '"version":' || coalesce(new.version, 'null') || '}');
END;

-- A line that is taken out of a draft is gone but for this.
CREATE TRIGGER audit_complaint AFTER DELETE ON complaint
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'complaint', old.id,
        '{' || '"encounter_id":' || coalesce('"' || old.encounter_id || '"', 'null') || ',' ||
            '"code":' || coalesce('"' || replace(replace(old.code, '\', '\\'), '"', '\"') || '"', 'null') || '}');
END;

CREATE TRIGGER audit_condition AFTER DELETE ON condition
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'condition', old.id,
        '{' || '"encounter_id":' || coalesce('"' || old.encounter_id || '"', 'null') || ',' ||
            '"code":' || coalesce('"' || replace(replace(old.code, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"verification":' || coalesce('"' || old.verification || '"', 'null') || '}');
END;

CREATE TRIGGER audit_medication_request AFTER DELETE ON medication_request
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'medication-request', old.id,
        '{' || '"encounter_id":' || coalesce('"' || old.encounter_id || '"', 'null') || ',' ||
            '"medicine":' || coalesce('"' || replace(replace(old.medicine, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"pattern":' || coalesce('"' || replace(replace(old.pattern, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"days":' || coalesce(old.days, 'null') || '}');
END;

CREATE TRIGGER audit_service_request AFTER UPDATE OF status ON service_request WHEN old.status IS NOT new.status
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'order', new.id,
        '{' || '"status":' || coalesce('"' || old.status || '"', 'null') || '}',
        '{' || '"status":' || coalesce('"' || new.status || '"', 'null') || '}');
END;

CREATE TRIGGER audit_service_request_draft AFTER DELETE ON service_request
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'order', old.id,
        '{' || '"encounter_id":' || coalesce('"' || old.encounter_id || '"', 'null') || ',' ||
            '"code":' || coalesce('"' || replace(replace(old.code, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"status":' || coalesce('"' || old.status || '"', 'null') || '}');
END;

CREATE TRIGGER audit_charge AFTER UPDATE ON charge
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'charge', new.id,
        '{' || '"code":' || coalesce('"' || replace(replace(old.code, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"cancelled_at":' || coalesce(old.cancelled_at, 'null') || '}',
        '{' || '"code":' || coalesce('"' || replace(replace(new.code, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"cancelled_at":' || coalesce(new.cancelled_at, 'null') || ',' ||
            '"cancelled_by":' || coalesce('"' || new.cancelled_by || '"', 'null') || '}');
END;

CREATE TRIGGER audit_staff AFTER UPDATE OF user_name, registration_number, qualification, ended_at ON staff
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff', new.id,
        '{' || '"user_name":' || coalesce('"' || replace(replace(old.user_name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registration_number":' || coalesce('"' || replace(replace(old.registration_number, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"qualification":' || coalesce('"' || replace(replace(old.qualification, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"ended_at":' || coalesce(old.ended_at, 'null') || '}',
        '{' || '"user_name":' || coalesce('"' || replace(replace(new.user_name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registration_number":' || coalesce('"' || replace(replace(new.registration_number, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"qualification":' || coalesce('"' || replace(replace(new.qualification, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"ended_at":' || coalesce(new.ended_at, 'null') || '}');
END;

CREATE TRIGGER audit_staff_role_granted AFTER INSERT ON staff_role
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-role', new.staff_id,
        '{' || '"role":' || coalesce('"' || new.role || '"', 'null') || '}');
END;

CREATE TRIGGER audit_staff_role_withdrawn AFTER DELETE ON staff_role
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-role', old.staff_id,
        '{' || '"role":' || coalesce('"' || old.role || '"', 'null') || '}');
END;

CREATE TRIGGER audit_staff_credential_set AFTER INSERT ON staff_credential
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-credential', new.staff_id,
        '{' || '"kind":' || coalesce('"' || new.kind || '"', 'null') || ',' ||
            '"set_at":' || coalesce(new.set_at, 'null') || '}');
END;

CREATE TRIGGER audit_staff_credential AFTER UPDATE ON staff_credential
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-credential', new.staff_id,
        '{' || '"kind":' || coalesce('"' || old.kind || '"', 'null') || ',' ||
            '"set_at":' || coalesce(old.set_at, 'null') || '}',
        '{' || '"kind":' || coalesce('"' || new.kind || '"', 'null') || ',' ||
            '"set_at":' || coalesce(new.set_at, 'null') || '}');
END;
