-- Money, in poisha. What was done is a charge; charges become lines of one invoice; a payment settles it; the ledger is
-- double-entry.

-- FHIR ChargeItem: proposed by what was done, in the same transaction, once.
CREATE TABLE charge (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    visit_id TEXT NOT NULL REFERENCES visit (id),
    -- What it is for: a patient's registration, an encounter, a service request.
    source TEXT NOT NULL CHECK (source = 'registration' OR source = 'consultation' OR source = 'order'),
    source_id TEXT NOT NULL CHECK (length(source_id) = 36),
    code TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    category TEXT NOT NULL,
    -- The rate of the catalogue on that day; later rates change nothing here.
    standard_rate INTEGER NOT NULL CHECK (standard_rate BETWEEN 0 AND 1000000000),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000),
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES staff (id),
    cancelled_at INTEGER,
    cancelled_by TEXT REFERENCES staff (id),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL)),
    CHECK ((cancelled_at IS NULL) = (reason IS NULL)),
    UNIQUE (source, source_id, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX charge_by_visit ON charge (visit_id);

CREATE TRIGGER charge_is_never_deleted BEFORE DELETE ON charge
BEGIN
    SELECT raise(ABORT, 'a charge is cancelled, never deleted');
END;

-- Only the cancellation of a charge is ever written into it.
CREATE TRIGGER charge_is_only_cancelled BEFORE UPDATE ON charge
WHEN old.cancelled_at IS NOT NULL OR new.cancelled_at IS NULL OR old.id <> new.id OR old.visit_id <> new.visit_id
    OR old.source <> new.source OR old.source_id <> new.source_id OR old.code <> new.code
    OR old.name_en <> new.name_en OR old.name_bn <> new.name_bn OR old.category <> new.category
    OR old.standard_rate <> new.standard_rate OR old.quantity <> new.quantity
    OR old.proposed_at <> new.proposed_at OR old.proposed_by <> new.proposed_by
BEGIN
    SELECT raise(ABORT, 'a charge is only ever cancelled');
END;

-- FHIR Invoice. The number counts from one each month without a gap: KAR-2611-000123.
CREATE TABLE invoice (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    number TEXT NOT NULL UNIQUE,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    serial INTEGER NOT NULL CHECK (serial > 0),
    visit_id TEXT NOT NULL REFERENCES visit (id),
    patient_id TEXT REFERENCES patient (id),
    day TEXT NOT NULL,
    -- How many lines it has: none is ever added.
    lines INTEGER NOT NULL CHECK (lines > 0),
    gross INTEGER NOT NULL CHECK (gross >= 0),
    waiver INTEGER NOT NULL CHECK (waiver BETWEEN 0 AND gross),
    -- To the whole taka.
    rounding INTEGER NOT NULL CHECK (rounding BETWEEN -50 AND 50),
    total INTEGER NOT NULL CHECK (total >= 0),
    -- The class of the catalogue of exemptions as it was called that day, how much of a hundred, and why.
    waiver_class TEXT,
    waiver_name_en TEXT,
    waiver_name_bn TEXT,
    waiver_percent INTEGER CHECK (waiver_percent BETWEEN 1 AND 100),
    waiver_reason TEXT CHECK (length(waiver_reason) BETWEEN 1 AND 200),
    issued_at INTEGER NOT NULL,
    issued_by TEXT NOT NULL REFERENCES staff (id),
    UNIQUE (month, serial),
    CHECK (gross - waiver + rounding = total),
    CHECK (total % 100 = 0),
    CHECK ((waiver_class IS NULL) = (waiver_name_en IS NULL)),
    CHECK ((waiver_class IS NULL) = (waiver_name_bn IS NULL)),
    CHECK ((waiver_class IS NULL) = (waiver_percent IS NULL)),
    CHECK ((waiver_class IS NULL) = (waiver_reason IS NULL)),
    CHECK (waiver = 0 OR waiver_class IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX invoice_by_visit ON invoice (visit_id);
CREATE INDEX invoice_by_day ON invoice (day);

CREATE TRIGGER visit_with_invoice_keeps_its_patient BEFORE UPDATE OF patient_id ON visit
WHEN old.patient_id IS NOT NULL AND new.patient_id IS NOT old.patient_id
BEGIN
    SELECT raise(ABORT, 'a visit with an invoice keeps its patient')
    WHERE EXISTS (SELECT 1 FROM invoice WHERE visit_id = old.id);
END;

CREATE TABLE invoice_line (
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    position INTEGER NOT NULL CHECK (position > 0),
    -- A charge is invoiced once.
    charge_id TEXT NOT NULL UNIQUE REFERENCES charge (id),
    code TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    standard_rate INTEGER NOT NULL CHECK (standard_rate >= 0),
    gross INTEGER NOT NULL CHECK (gross = quantity * standard_rate),
    waiver INTEGER NOT NULL CHECK (waiver BETWEEN 0 AND gross),
    PRIMARY KEY (invoice_id, position)
) STRICT, WITHOUT ROWID;

-- The lines are written right after their invoice and before it is posted; they never say more than it does.
CREATE TRIGGER invoice_line_fits BEFORE INSERT ON invoice_line
BEGIN
    SELECT raise(ABORT, 'an issued invoice is never changed')
    WHERE EXISTS (SELECT 1 FROM journal_entry WHERE source = 'invoice' AND source_id = new.invoice_id);
    SELECT raise(ABORT, 'the line is not what was charged')
    WHERE NOT EXISTS (
        SELECT 1 FROM charge JOIN invoice ON invoice.id = new.invoice_id
        WHERE charge.id = new.charge_id AND charge.visit_id = invoice.visit_id AND charge.cancelled_at IS NULL
            AND charge.code = new.code AND charge.quantity = new.quantity
            AND charge.standard_rate = new.standard_rate);
    SELECT raise(ABORT, 'the lines say more than the invoice') FROM invoice
    WHERE id = new.invoice_id AND (
        new.position > lines OR new.gross + (SELECT coalesce(sum(gross), 0) FROM invoice_line WHERE invoice_id = new.invoice_id) > gross
        OR new.waiver + (SELECT coalesce(sum(waiver), 0) FROM invoice_line WHERE invoice_id = new.invoice_id)
            > waiver);
END;

CREATE TRIGGER charge_on_an_invoice_stays BEFORE UPDATE ON charge
WHEN EXISTS (SELECT 1 FROM invoice_line WHERE charge_id = old.id)
BEGIN
    SELECT raise(ABORT, 'the charge stands on an invoice');
END;

CREATE TRIGGER invoice_is_never_changed BEFORE UPDATE ON invoice
BEGIN
    SELECT raise(ABORT, 'an issued invoice is never changed');
END;

CREATE TRIGGER invoice_is_never_deleted BEFORE DELETE ON invoice
BEGIN
    SELECT raise(ABORT, 'an issued invoice is never deleted');
END;

CREATE TRIGGER invoice_line_is_never_changed BEFORE UPDATE ON invoice_line
BEGIN
    SELECT raise(ABORT, 'an issued invoice is never changed');
END;

CREATE TRIGGER invoice_line_is_never_deleted BEFORE DELETE ON invoice_line
BEGIN
    SELECT raise(ABORT, 'an issued invoice is never changed');
END;

-- The invoice on paper once more, marked as such: who printed it and when.
CREATE TABLE invoice_reprint (
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    copy INTEGER NOT NULL CHECK (copy > 0),
    printed_at INTEGER NOT NULL,
    printed_by TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (invoice_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invoice_reprint_is_never_changed BEFORE UPDATE ON invoice_reprint
BEGIN
    SELECT raise(ABORT, 'a reprint is never changed');
END;

CREATE TRIGGER invoice_reprint_is_never_deleted BEFORE DELETE ON invoice_reprint
BEGIN
    SELECT raise(ABORT, 'a reprint is never deleted');
END;

-- FHIR PaymentReconciliation, as small as a clinic's: money over the counter. The receipt counts like the invoice:
-- KAR-R-2611-000123.
CREATE TABLE payment (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    number TEXT NOT NULL UNIQUE,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    serial INTEGER NOT NULL CHECK (serial > 0),
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    method TEXT NOT NULL CHECK (method = 'cash'),
    amount INTEGER NOT NULL CHECK (amount > 0),
    tendered INTEGER NOT NULL,
    change INTEGER NOT NULL CHECK (change >= 0),
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    UNIQUE (month, serial),
    CHECK (tendered - change = amount)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_by_invoice ON payment (invoice_id);

CREATE TRIGGER payment_is_at_most_what_is_due BEFORE INSERT ON payment
BEGIN
    SELECT raise(ABORT, 'a payment is at most what is due')
    WHERE new.amount + (SELECT coalesce(sum(amount), 0) FROM payment WHERE invoice_id = new.invoice_id)
        > (SELECT total FROM invoice WHERE id = new.invoice_id);
END;

CREATE TRIGGER payment_is_never_changed BEFORE UPDATE ON payment
BEGIN
    SELECT raise(ABORT, 'a payment is never changed');
END;

CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment
BEGIN
    SELECT raise(ABORT, 'a payment is never deleted');
END;

CREATE TABLE account (
    code TEXT PRIMARY KEY CHECK (code GLOB '[0-9][0-9][0-9][0-9]'),
    name_en TEXT NOT NULL,
    name_bn TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (
        kind = 'asset' OR kind = 'liability' OR kind = 'equity' OR kind = 'revenue' OR kind = 'expense')
) STRICT, WITHOUT ROWID;

INSERT INTO account (code, name_en, name_bn, kind) VALUES
    ('1010', 'Cash in drawer', 'ক্যাশ বাক্স', 'asset'),
    ('1200', 'Patient receivables', 'রোগীর কাছে পাওনা', 'asset'),
    ('4010', 'Service revenue', 'সেবা থেকে আয়', 'revenue'),
    ('4090', 'Waivers and free care', 'মওকুফ ও বিনামূল্যের সেবা', 'revenue'),
    ('4095', 'Rounding', 'পূর্ণসংখ্যার সমন্বয়', 'revenue');

-- An amount that moves from one account to another: each row balances by what it is, and so does the ledger.
CREATE TABLE journal_entry (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    source TEXT NOT NULL CHECK (source = 'invoice' OR source = 'payment'),
    source_id TEXT NOT NULL CHECK (length(source_id) = 36),
    debit TEXT NOT NULL REFERENCES account (code),
    credit TEXT NOT NULL REFERENCES account (code),
    amount INTEGER NOT NULL CHECK (amount > 0),
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    CHECK (debit <> credit),
    UNIQUE (source, source_id, debit, credit)
) STRICT, WITHOUT ROWID;

-- With the amount in them, an account is summed from its index alone.
CREATE INDEX journal_entry_by_debit ON journal_entry (debit, day, amount);
CREATE INDEX journal_entry_by_credit ON journal_entry (credit, day, amount);

-- What every account has moved, as the accountant reads it: debits less credits.
CREATE VIEW trial_balance AS
SELECT code, name_en, name_bn, kind,
    (SELECT coalesce(sum(amount), 0) FROM journal_entry WHERE debit = account.code) AS debits,
    (SELECT coalesce(sum(amount), 0) FROM journal_entry WHERE credit = account.code) AS credits
FROM account;

-- An invoice is posted when it is complete.
CREATE TRIGGER invoice_adds_up BEFORE INSERT ON journal_entry WHEN new.source = 'invoice'
BEGIN
    SELECT raise(ABORT, 'the lines do not add up to the invoice') FROM invoice
    WHERE id = new.source_id AND (
        (SELECT count(*) FROM invoice_line WHERE invoice_id = invoice.id) <> lines
        OR (SELECT coalesce(sum(gross), 0) FROM invoice_line WHERE invoice_id = invoice.id) <> gross
        OR (SELECT coalesce(sum(waiver), 0) FROM invoice_line WHERE invoice_id = invoice.id) <> waiver);
END;

CREATE TRIGGER journal_entry_is_never_changed BEFORE UPDATE ON journal_entry
BEGIN
    SELECT raise(ABORT, 'a journal entry is never changed');
END;

CREATE TRIGGER journal_entry_is_never_deleted BEFORE DELETE ON journal_entry
BEGIN
    SELECT raise(ABORT, 'a journal entry is never deleted');
END;
