-- Photographs of who works here, for the sign-in on the clinic's devices. One in use for each person at most; of one that
-- is not, nothing is left but that it was there.

CREATE TABLE staff_photo (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    media_type TEXT NOT NULL CHECK (media_type = 'image/png' OR media_type = 'image/jpeg'),
    width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 4000),
    height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 4000),
    content BLOB CHECK (length(content) BETWEEN 1 AND 262144),
    -- SHA-256, by which it is addressed and kept in browsers.
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES staff (id),
    ended_at INTEGER CHECK (ended_at >= added_at),
    CHECK ((content IS NULL) = (ended_at IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX staff_photo_in_use ON staff_photo (staff_id) WHERE ended_at IS NULL;
CREATE INDEX staff_photo_by_hash ON staff_photo (content_hash) WHERE ended_at IS NULL;

CREATE TRIGGER staff_photo_only_ends BEFORE UPDATE ON staff_photo WHEN old.ended_at IS NOT NULL OR new.ended_at IS NULL
BEGIN
    SELECT raise(ABORT, 'a photograph is never changed');
END;
