-- What is asked of a line most often, at hand: whose entry it is, and how many wait.

-- The token's own visit, which never changes. The default is no visit, so that to leave it out is refused.
ALTER TABLE queue_entry ADD COLUMN visit_id TEXT NOT NULL DEFAULT '' REFERENCES visit (id);

UPDATE queue_entry SET visit_id = (SELECT visit_id FROM token WHERE token.id = token_id);

-- How many wait in each line. Only the triggers below write it.
CREATE TABLE line (
    day TEXT NOT NULL,
    stage TEXT NOT NULL,
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    PRIMARY KEY (day, stage)
) STRICT, WITHOUT ROWID;

INSERT INTO line (day, stage, waiting)
SELECT day, stage, count(*) FROM queue_entry WHERE state = 'waiting' GROUP BY day, stage;

CREATE TRIGGER line_grows_by_an_entry AFTER INSERT ON queue_entry WHEN new.state = 'waiting'
BEGIN
    INSERT INTO line (day, stage, waiting) VALUES (new.day, new.stage, 1)
    ON CONFLICT (day, stage) DO UPDATE SET waiting = waiting + 1;
END;

CREATE TRIGGER line_grows_by_a_return AFTER UPDATE OF state ON queue_entry
WHEN new.state = 'waiting' AND old.state <> 'waiting'
BEGIN
    INSERT INTO line (day, stage, waiting) VALUES (new.day, new.stage, 1)
    ON CONFLICT (day, stage) DO UPDATE SET waiting = waiting + 1;
END;

CREATE TRIGGER line_shrinks AFTER UPDATE OF state ON queue_entry
WHEN old.state = 'waiting' AND new.state <> 'waiting'
BEGIN
    UPDATE line SET waiting = waiting - 1 WHERE day = new.day AND stage = new.stage;
END;

CREATE TRIGGER queue_entry_stays_in_its_line BEFORE UPDATE OF day, stage ON queue_entry
BEGIN
    SELECT raise(ABORT, 'a queue entry stays in its line');
END;

CREATE TRIGGER queue_entry_is_never_deleted BEFORE DELETE ON queue_entry
BEGIN
    SELECT raise(ABORT, 'a queue entry is never deleted');
END;
