-- The second step at sign-in: a code from one's phone (RFC 6238), and recovery codes for who has lost it.

CREATE TABLE staff_totp (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    -- 20 random bytes, sealed. Gone when it has ended.
    secret BLOB CHECK (length(secret) = 50),
    begun_at INTEGER NOT NULL,
    -- From then on it is asked for: a first code has shown that the phone knows it.
    confirmed_at INTEGER CHECK (confirmed_at >= begun_at),
    -- The latest period of 30 seconds whose code was taken: no code of it or of one before is taken again.
    last_step INTEGER CHECK (last_step > 0),
    -- When such a code came a second time.
    replayed_at INTEGER,
    ended_at INTEGER CHECK (ended_at >= begun_at),
    -- Nobody: it was done on the server itself.
    ended_by TEXT REFERENCES staff (id),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    CHECK ((secret IS NULL) = (ended_at IS NOT NULL)),
    CHECK (confirmed_at IS NULL OR last_step IS NOT NULL),
    CHECK (ended_at IS NOT NULL OR (ended_by IS NULL AND reason IS NULL))
) STRICT;

CREATE INDEX staff_totp_by_staff ON staff_totp (staff_id);
CREATE UNIQUE INDEX staff_totp_in_use ON staff_totp (staff_id) WHERE ended_at IS NULL;

CREATE TRIGGER staff_totp_goes_only_forward BEFORE UPDATE OF last_step ON staff_totp WHEN new.last_step <= old.last_step
BEGIN
    SELECT raise(ABORT, 'a code is taken once');
END;

CREATE TRIGGER staff_totp_stays_ended BEFORE UPDATE ON staff_totp WHEN old.ended_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'what has ended stays as it was');
END;

CREATE TRIGGER staff_totp_is_never_deleted BEFORE DELETE ON staff_totp
BEGIN
    SELECT raise(ABORT, 'that there was a second step is never deleted');
END;

-- HMACs under a key that is not in this file, so that whoever has the file cannot try codes through.
CREATE TABLE staff_recovery_code (
    totp_id TEXT NOT NULL REFERENCES staff_totp (id),
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 16),
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (totp_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER staff_recovery_code_is_good_once BEFORE UPDATE ON staff_recovery_code WHEN old.used_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a recovery code is good once');
END;

-- Who gave the right secret and has not given the code yet, by the SHA-256 of their browser's token. It opens nothing but
-- the question for the code.
CREATE TABLE sign_in_step (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind = 'password' OR kind = 'pin'),
    device_id TEXT REFERENCES device (id),
    begun_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > begun_at)
) STRICT, WITHOUT ROWID;

-- When somebody last gave both on a registered device: for a working day their secret is enough there.
CREATE TABLE second_step_given (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    device_id TEXT NOT NULL REFERENCES device (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_staff_totp AFTER UPDATE ON staff_totp
WHEN old.confirmed_at IS NOT new.confirmed_at OR (old.confirmed_at IS NOT NULL AND old.ended_at IS NOT new.ended_at)
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-totp', new.staff_id,
        '{' || '"confirmed_at":' || coalesce(old.confirmed_at, 'null') || ',' ||
            '"ended_at":' || coalesce(old.ended_at, 'null') || '}',
        '{' || '"confirmed_at":' || coalesce(new.confirmed_at, 'null') || ',' ||
            '"ended_at":' || coalesce(new.ended_at, 'null') || ',' ||
            '"reason":' || coalesce('"' || replace(replace(new.reason, '\', '\\'), '"', '\"') || '"', 'null') || '}');
END;

CREATE TRIGGER audit_staff_recovery_code AFTER UPDATE OF used_at ON staff_recovery_code
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff-recovery-code',
        (SELECT staff_id FROM staff_totp WHERE id = new.totp_id), '{' || '"used_at":' || new.used_at || '}');
END;
