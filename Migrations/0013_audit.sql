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

-- json_patch leaves out what is NULL (RFC 7396), so that only what differs is written.

CREATE TRIGGER audit_patient AFTER UPDATE ON patient
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    SELECT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'patient', new.id, before, after FROM (
        SELECT
            json_patch('{}', json_object(
                'version', iif(old.version IS NOT new.version, old.version, NULL),
                'sex', iif(old.sex IS NOT new.sex, old.sex, NULL),
                'birth_date', iif(old.birth_date IS NOT new.birth_date, old.birth_date, NULL),
                'age_value', iif(old.age_value IS NOT new.age_value, old.age_value, NULL),
                'age_unit', iif(old.age_unit IS NOT new.age_unit, old.age_unit, NULL))) AS before,
            -- The values before are in patient_revision.
            json_patch('{}', json_object(
                'version', iif(old.version IS NOT new.version, new.version, NULL),
                'sex', iif(old.sex IS NOT new.sex, new.sex, NULL),
                'birth_date', iif(old.birth_date IS NOT new.birth_date, new.birth_date, NULL),
                'age_value', iif(old.age_value IS NOT new.age_value, new.age_value, NULL),
                'age_unit', iif(old.age_unit IS NOT new.age_unit, new.age_unit, NULL),
                'name_en', iif(old.name_en IS NOT new.name_en, 'changed', NULL),
                'name_bn', iif(old.name_bn IS NOT new.name_bn, 'changed', NULL),
                'area', iif(old.area IS NOT new.area, 'changed', NULL),
                'card_number', iif(old.card_number IS NOT new.card_number, 'changed', NULL),
                'health_id', iif(old.health_id IS NOT new.health_id, 'changed', NULL))) AS after)
    WHERE before <> '{}' OR after <> '{}';
END;

CREATE TRIGGER audit_visit AFTER UPDATE ON visit
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'visit', new.id,
        json_object('patient_id', old.patient_id, 'priority', old.priority),
        json_object('patient_id', new.patient_id, 'priority', new.priority));
END;

-- The note of a draft is saved with every few words; what it became is in the signed encounter.
CREATE TRIGGER audit_encounter AFTER UPDATE OF status ON encounter WHEN old.status IS NOT new.status
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'encounter', new.id,
        json_object('status', old.status, 'version', old.version),
        json_object('status', new.status, 'version', new.version));
END;

-- A line that is taken out of a draft is gone but for this.
CREATE TRIGGER audit_complaint AFTER DELETE ON complaint
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'complaint', old.id,
        json_object('encounter_id', old.encounter_id, 'code', old.code));
END;

CREATE TRIGGER audit_condition AFTER DELETE ON condition
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'condition', old.id,
        json_object('encounter_id', old.encounter_id, 'code', old.code, 'verification', old.verification));
END;

CREATE TRIGGER audit_medication_request AFTER DELETE ON medication_request
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'medication-request', old.id,
        json_object('encounter_id', old.encounter_id, 'medicine', old.medicine, 'pattern', old.pattern,
            'days', old.days));
END;

CREATE TRIGGER audit_service_request AFTER UPDATE OF status ON service_request WHEN old.status IS NOT new.status
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'order', new.id,
        json_object('status', old.status), json_object('status', new.status));
END;

CREATE TRIGGER audit_service_request_draft AFTER DELETE ON service_request
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'order', old.id,
        json_object('encounter_id', old.encounter_id, 'code', old.code, 'status', old.status));
END;

CREATE TRIGGER audit_charge AFTER UPDATE ON charge
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'charge', new.id,
        json_object('code', old.code, 'cancelled_at', old.cancelled_at),
        json_object('code', new.code, 'cancelled_at', new.cancelled_at, 'cancelled_by', new.cancelled_by));
END;

CREATE TRIGGER audit_staff AFTER UPDATE ON staff
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff', new.id,
        json_object('user_name', old.user_name, 'registration_number', old.registration_number,
            'qualification', old.qualification, 'ended_at', old.ended_at),
        json_object('user_name', new.user_name, 'registration_number', new.registration_number,
            'qualification', new.qualification, 'ended_at', new.ended_at));
END;

CREATE TRIGGER audit_staff_role_granted AFTER INSERT ON staff_role
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-role', new.staff_id,
        json_object('role', new.role));
END;

CREATE TRIGGER audit_staff_role_withdrawn AFTER DELETE ON staff_role
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-role', old.staff_id,
        json_object('role', old.role));
END;

CREATE TRIGGER audit_staff_credential_set AFTER INSERT ON staff_credential
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-credential', new.staff_id,
        json_object('kind', new.kind, 'set_at', new.set_at));
END;

CREATE TRIGGER audit_staff_credential AFTER UPDATE ON staff_credential
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-credential', new.staff_id,
        json_object('kind', old.kind, 'set_at', old.set_at), json_object('kind', new.kind, 'set_at', new.set_at));
END;

CREATE TRIGGER audit_device_registered AFTER INSERT ON device
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'device', new.id,
        json_object('name', new.name, 'kind', new.kind));
END;

CREATE TRIGGER audit_device AFTER UPDATE OF name, kind, revoked_at ON device
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'device', new.id,
        json_object('name', old.name, 'kind', old.kind, 'revoked_at', old.revoked_at),
        json_object('name', new.name, 'kind', new.kind, 'revoked_at', new.revoked_at));
END;
