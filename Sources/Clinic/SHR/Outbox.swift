import GRDB
import Vocabulary

/// What the Shared Health Record must hear. Each function runs inside the caller's transaction: what happened and the
/// promise to tell it are one.
package enum Outbox {
    /// There is something to tell of a signed encounter: for the first time, or because more is known now.
    static func enqueue(_ encounter: Encounter, _ act: Act, _ db: Database) throws {
        for destination in act.site.configuration.destinations {
            try db.run(
                """
                INSERT INTO outbox (destination, encounter_id, patient_id, enqueued_at, due_at) VALUES (?1, ?2, ?3, ?4, ?4)
                ON CONFLICT (destination, encounter_id) DO UPDATE SET revision = revision + 1, state = 'pending',
                    enqueued_at = CASE state WHEN 'pending' THEN enqueued_at ELSE excluded.enqueued_at END,
                    failures = 0, due_at = excluded.due_at, settled_at = NULL, diagnostics = NULL, http_status = NULL
                """,
                [destination.name, encounter.id, encounter.patient, act.at])
        }
    }

    /// The first row of each patient that waits, the longest waiting first: encounters of one patient go in their order,
    /// and one that was refused holds up nobody.
    static func heads(_ destination: Destination, limit: Int, _ db: Database) throws -> [OutboxHead] {
        try db.list(
            """
            SELECT sequence, encounter_id, patient_id, revision, failures, due_at FROM outbox AS head
            WHERE destination = ?1 AND state = 'pending' AND NOT EXISTS (
                SELECT 1 FROM outbox WHERE destination = ?1 AND patient_id = head.patient_id AND state = 'pending'
                    AND sequence < head.sequence)
            ORDER BY due_at, sequence LIMIT ?2
            """, [destination.name, limit]
        ) { row in
            OutboxHead(
                sequence: row[0], encounter: try row.id(1), patient: try row.id(2), revision: row[3],
                failures: row[4], dueAt: row.instant(5))
        }
    }

    /// Writes down what came of sending a revision. When more was known by then, the row goes on waiting.
    /// - Parameter due: when to try again if it reached nobody.
    static func settle(
        _ sequence: Int, revision: Int, _ reply: Reply, at instant: Instant, due: Instant, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO outbox_attempt (outbox_sequence, revision, outcome, http_status, diagnostics, at)
            VALUES (?, ?, ?, ?, ?, ?)
            """, [sequence, revision, reply.outcome.rawValue, reply.status, reply.diagnostics, instant])
        switch reply.outcome {
        case .unreachable:
            try db.run(
                """
                UPDATE outbox SET failures = failures + 1, due_at = ?, http_status = ?, diagnostics = ?
                WHERE sequence = ? AND state = 'pending'
                """, [due, reply.status, reply.diagnostics, sequence])
        case .accepted, .refused:
            if reply.ownsPatient { try own(patientOf: sequence, at: instant, db) }
            try db.run(
                """
                UPDATE outbox SET failures = 0, http_status = ?1, diagnostics = ?2,
                    accepted_revision = CASE ?3 WHEN 'accepted' THEN max(accepted_revision, ?4)
                        ELSE accepted_revision END,
                    state = CASE WHEN revision = ?4 THEN ?3 ELSE 'pending' END,
                    settled_at = CASE WHEN revision = ?4 THEN ?5 END
                WHERE sequence = ?6 AND state = 'pending'
                """,
                [reply.status, reply.diagnostics, reply.outcome.rawValue, revision, instant, sequence])
        }
    }

    /// Whether a destination knows a patient as we made them.
    static func owns(_ patient: ID<Patient>, _ destination: Destination, _ db: Database) throws -> Bool {
        try db.first(
            "SELECT 1 FROM outbox_patient WHERE destination = ? AND patient_id = ?", [destination.name, patient]
        ) { _ in true } ?? false
    }

    private static func own(patientOf sequence: Int, at instant: Instant, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO outbox_patient (destination, patient_id, at)
            SELECT destination, patient_id, ? FROM outbox WHERE sequence = ? ON CONFLICT DO NOTHING
            """, [instant, sequence])
    }

    /// A person wants it sent now: after mending why it was refused, or again. Sending again changes nothing there.
    /// - Throws: 404 when there is no such row.
    static func retry(_ sequence: Int, _ act: Act, _ db: Database) throws -> OutboxMessage {
        try db.run(
            """
            UPDATE outbox SET state = 'pending', failures = 0, due_at = ?1, settled_at = NULL,
                revision = revision + (state = 'accepted'),
                enqueued_at = CASE state WHEN 'accepted' THEN ?1 ELSE enqueued_at END
            WHERE sequence = ?2
            """, [act.at, sequence])
        return try OutboxMessage.find(sequence, act, db)
    }
}

/// The next row of one patient to be sent to one destination.
struct OutboxHead: Sendable {
    let sequence: Int
    let encounter: ID<Encounter>
    let patient: ID<Patient>
    let revision: Int
    let failures: Int
    let dueAt: Instant
}
