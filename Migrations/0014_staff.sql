-- The register of who works here: what is known of them, where and when they work, how they prove who they are.
-- Days are "2026-11-21", times of the day "09:30", both at the clinic.

-- By which the Shared Health Record knows them (HRM id).
ALTER TABLE staff ADD COLUMN provider_id TEXT CHECK (length(provider_id) BETWEEN 1 AND 40);
-- The first and the last day somebody may sign in; open at either end.
ALTER TABLE staff ADD COLUMN active_from TEXT CHECK (active_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE staff ADD COLUMN active_to TEXT CHECK (active_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
    AND (active_from IS NULL OR active_from <= active_to));
-- Counts changes: who changes something says which version they saw.
ALTER TABLE staff ADD COLUMN record_version INTEGER NOT NULL DEFAULT 1 CHECK (record_version > 0);
-- Wrong secrets in a row, on any device, and since when nobody may try any more.
ALTER TABLE staff ADD COLUMN failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0);
ALTER TABLE staff ADD COLUMN locked_at INTEGER;

CREATE UNIQUE INDEX staff_by_provider_id ON staff (provider_id) WHERE provider_id IS NOT NULL;

CREATE TRIGGER staff_is_never_deleted BEFORE DELETE ON staff
BEGIN
    SELECT raise(ABORT, 'who worked here is never deleted');
END;

-- What the register said before each change, as JSON, and who changed it; nobody when it was done on the server itself.
CREATE TABLE staff_revision (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    version INTEGER NOT NULL CHECK (version > 0),
    before TEXT NOT NULL CHECK (before GLOB '{*}'),
    at INTEGER NOT NULL,
    changed_by TEXT REFERENCES staff (id),
    PRIMARY KEY (staff_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER staff_revision_is_never_changed BEFORE UPDATE ON staff_revision
BEGIN
    SELECT raise(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER staff_revision_is_never_deleted BEFORE DELETE ON staff_revision
BEGIN
    SELECT raise(ABORT, 'a revision is never deleted');
END;

-- The rooms of the configuration where somebody may work.
CREATE TABLE staff_room (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    room TEXT NOT NULL CHECK (length(room) BETWEEN 1 AND 40),
    PRIMARY KEY (staff_id, room)
) STRICT, WITHOUT ROWID;

-- The weekly roster. Weekdays as in ISO 8601: Monday is 1, Sunday 7.
CREATE TABLE staff_shift (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_time TEXT NOT NULL CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    to_time TEXT NOT NULL CHECK (to_time GLOB '[0-2][0-9]:[0-5][0-9]' AND from_time < to_time),
    room TEXT CHECK (length(room) BETWEEN 1 AND 40),
    UNIQUE (staff_id, weekday, from_time)
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_shift_by_weekday ON staff_shift (weekday);

-- Scanned signatures. An old paper is printed again with the one that was in use when it was signed.
CREATE TABLE staff_signature (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    media_type TEXT NOT NULL CHECK (media_type = 'image/png' OR media_type = 'image/jpeg'),
    width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 4000),
    height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 4000),
    content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 262144),
    added_at INTEGER NOT NULL,
    added_by TEXT REFERENCES staff (id),
    ended_at INTEGER CHECK (ended_at >= added_at)
) STRICT;

CREATE INDEX staff_signature_by_staff ON staff_signature (staff_id);
CREATE UNIQUE INDEX staff_signature_in_use ON staff_signature (staff_id) WHERE ended_at IS NULL;

CREATE TRIGGER staff_signature_is_never_changed BEFORE UPDATE OF staff_id, media_type, width, height, content, added_at
ON staff_signature
BEGIN
    SELECT raise(ABORT, 'a signature is never changed');
END;

CREATE TRIGGER staff_signature_is_never_deleted BEFORE DELETE ON staff_signature
BEGIN
    SELECT raise(ABORT, 'a signature is never deleted');
END;

-- Whether somebody else knows the secret too, who gave it: it has to be changed before anything else is done.
ALTER TABLE staff_credential ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0
    CHECK (must_change = 0 OR must_change = 1);

-- How the person proved who they are.
ALTER TABLE session ADD COLUMN kind TEXT NOT NULL DEFAULT 'password' CHECK (kind = 'password' OR kind = 'pin');

-- When a session was last used by hand, written now and then, so that a restart forgets no lock. Apart from the
-- session, because nothing else changes with it.
CREATE TABLE session_activity (
    token_hash TEXT PRIMARY KEY REFERENCES session (token_hash),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The link by which the first administrator is made, by the SHA-256 of its token.
CREATE TABLE setup_link (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > made_at),
    used_at INTEGER
) STRICT, WITHOUT ROWID;
