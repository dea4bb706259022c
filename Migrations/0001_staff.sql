-- Who works here, how they prove it, and which machines stand on the wall.
-- Instants are milliseconds since 1970 in UTC; ids are UUIDs in lower case.

CREATE TABLE staff (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    user_name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(user_name) BETWEEN 2 AND 40),
    name_en TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
    name_bn TEXT NOT NULL CHECK (length(name_bn) BETWEEN 1 AND 100),
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE TABLE staff_role (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    role TEXT NOT NULL CHECK (role IN (
        'receptionist', 'clinical-assistant', 'paramedic', 'doctor', 'laboratory',
        'sonographer', 'cashier', 'manager', 'administrator')),
    PRIMARY KEY (staff_id, role)
) STRICT, WITHOUT ROWID;

-- The secret itself is never here: a scrypt hash (RFC 7914) with its parameters and salt.
CREATE TABLE staff_credential (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('password', 'pin')),
    hash TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, kind)
) STRICT, WITHOUT ROWID;

-- A session by the SHA-256 of its token, so that whoever reads the file cannot sign in with it.
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    cross_site_token TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_staff ON session (staff_id);

CREATE TABLE device (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    kind TEXT NOT NULL CHECK (kind IN ('display')),
    key_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

-- The first answer to each command, kept in the transaction that did it: a retry is answered, not done again.
CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT,
    location TEXT,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;

-- Written by GET /ready: whether the disk takes a commit is known only by making one.
CREATE TABLE readiness (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
