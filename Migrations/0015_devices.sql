-- Machines the clinic gave a key (displays, kiosks, tablets), the codes by which they come to it, the sessions begun on
-- them, and the programs of others that may read here.

-- Rebuilt: there are three kinds now, a device may wait for its key, and the name of one that was revoked is free again.
CREATE TABLE device_new (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    kind TEXT NOT NULL CHECK (kind = 'display' OR kind = 'kiosk' OR kind = 'tablet'),
    room TEXT CHECK (length(room) BETWEEN 1 AND 40),
    -- NULL until the device has come with its code.
    key_hash TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    -- Nobody: the command line.
    created_by TEXT REFERENCES staff (id),
    registered_at INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT REFERENCES staff (id),
    CHECK ((key_hash IS NULL) = (registered_at IS NULL)),
    CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL)
) STRICT;

INSERT INTO device_new (id, name, kind, key_hash, created_at, registered_at, revoked_at)
SELECT id, name, kind, key_hash, created_at, created_at, revoked_at FROM device;

DROP TABLE device;
ALTER TABLE device_new RENAME TO device;

CREATE UNIQUE INDEX device_name ON device (name) WHERE revoked_at IS NULL;

CREATE TRIGGER device_stays_revoked BEFORE UPDATE ON device WHEN OLD.revoked_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a revoked device stays as it was');
END;

CREATE TRIGGER device_is_never_deleted BEFORE DELETE ON device
BEGIN
    SELECT raise(ABORT, 'a device is never deleted');
END;

-- One code for each device at a time, by its SHA-256, good once and for ten minutes.
CREATE TABLE device_code (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    code_hash TEXT NOT NULL UNIQUE,
    issued_at INTEGER NOT NULL,
    issued_by TEXT REFERENCES staff (id),
    expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
    used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Written at most once a minute, and so not in the table on which it depends who may come in.
CREATE TABLE device_presence (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The tablet on which a person signed in; nothing for a browser that the clinic does not know.
ALTER TABLE session ADD COLUMN device_id TEXT REFERENCES device (id);

CREATE INDEX session_open ON session (expires_at) WHERE ended_at IS NULL;
CREATE INDEX session_open_by_device ON session (device_id) WHERE ended_at IS NULL AND device_id IS NOT NULL;

CREATE TRIGGER session_begins_on_no_revoked_device BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM device WHERE id = NEW.device_id AND revoked_at IS NOT NULL)
BEGIN
    SELECT raise(ABORT, 'the device was revoked');
END;

CREATE TRIGGER sessions_end_with_their_device AFTER UPDATE OF revoked_at ON device WHEN NEW.revoked_at IS NOT NULL
BEGIN
    UPDATE session SET ended_at = NEW.revoked_at WHERE device_id = NEW.id AND ended_at IS NULL;
END;

-- A program of somebody else's that may read here, until a day. By the SHA-256 of its token, which is shown once.
CREATE TABLE api_client (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT REFERENCES staff (id),
    -- At most a year and the day on which it was made.
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at AND expires_at - created_at <= 31708800000),
    revoked_at INTEGER,
    revoked_by TEXT REFERENCES staff (id),
    CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX api_client_name ON api_client (name) WHERE revoked_at IS NULL;

CREATE TRIGGER api_client_changes_only_its_name BEFORE UPDATE ON api_client
WHEN OLD.revoked_at IS NOT NULL OR OLD.token_hash <> NEW.token_hash OR OLD.expires_at <> NEW.expires_at
    OR OLD.created_at <> NEW.created_at
BEGIN
    SELECT raise(ABORT, 'a client''s token, its end and its revocation are final');
END;

CREATE TRIGGER api_client_is_never_deleted BEFORE DELETE ON api_client
BEGIN
    SELECT raise(ABORT, 'a client is never deleted');
END;

CREATE TABLE api_client_scope (
    client_id TEXT NOT NULL REFERENCES api_client (id),
    scope TEXT NOT NULL CHECK (
        scope = 'queue' OR scope = 'patients' OR scope = 'encounters' OR scope = 'reports' OR scope = 'catalogue'
        OR scope = 'metrics'),
    PRIMARY KEY (client_id, scope)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER api_client_scope_is_never_changed BEFORE UPDATE ON api_client_scope
BEGIN
    SELECT raise(ABORT, 'what a client may read is said once');
END;

CREATE TRIGGER api_client_scope_is_never_deleted BEFORE DELETE ON api_client_scope
BEGIN
    SELECT raise(ABORT, 'what a client may read is said once');
END;

CREATE TABLE api_client_use (
    client_id TEXT PRIMARY KEY REFERENCES api_client (id),
    last_used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
