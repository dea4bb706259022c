-- Where each token stands, how it came there, and what the loudspeaker was told to say.

CREATE TABLE queue_entry (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    token_id TEXT NOT NULL REFERENCES token (id),
    -- The token's own day and number, which never change: the line is read in their order.
    day TEXT NOT NULL,
    serial INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('registration', 'screening', 'consultation', 'orders', 'billing')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'no-show', 'done', 'voided')),
    room TEXT,
    -- The order of the line: when it entered, moved forward by what its priority is worth.
    rank_at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    called_at INTEGER,
    serving_at INTEGER,
    ended_at INTEGER,
    calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'voided'))),
    CHECK (state NOT IN ('called', 'serving') OR room IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A person is in one place at a time.
CREATE UNIQUE INDEX queue_entry_active ON queue_entry (token_id) WHERE ended_at IS NULL;
CREATE INDEX queue_entry_line ON queue_entry (stage, day, state, rank_at, serial) WHERE ended_at IS NULL;
CREATE INDEX queue_entry_by_token ON queue_entry (token_id);

-- Who did what to an entry, and when. Written, never rewritten.
CREATE TABLE queue_event (
    id INTEGER PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES queue_entry (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'entered', 'called', 'recalled', 'serving', 'no-show', 'returned', 'finished', 'sent', 'voided')),
    room TEXT,
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TRIGGER queue_event_is_never_changed BEFORE UPDATE ON queue_event
BEGIN
    SELECT raise(ABORT, 'a queue event is never changed');
END;

CREATE TRIGGER queue_event_is_never_deleted BEFORE DELETE ON queue_event
BEGIN
    SELECT raise(ABORT, 'a queue event is never deleted');
END;

-- A call is an announcement with a place in line; each display says when it has played it to its end.
CREATE TABLE announcement (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    entry_id TEXT NOT NULL REFERENCES queue_entry (id),
    day TEXT NOT NULL,
    serial INTEGER NOT NULL,
    stage TEXT NOT NULL,
    room TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'recall')),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX announcement_by_day ON announcement (day, sequence);

CREATE TABLE announcement_playback (
    announcement_id TEXT NOT NULL REFERENCES announcement (id),
    device_id TEXT NOT NULL REFERENCES device (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (announcement_id, device_id)
) STRICT, WITHOUT ROWID;
