import GRDB
import Vocabulary

/// One encounter and one destination, and what has become of it there.
package struct OutboxMessage: Sendable {
    package enum State: String, Sendable, CaseIterable { case pending, accepted, refused }

    package let sequence: Int
    package let destination: String
    package let encounter: ID<Encounter>
    package let patient: ID<Patient>
    package let patientName: Bilingual
    package let day: Day
    package let state: State
    package let revision: Int
    package let acceptedRevision: Int
    package let enqueuedAt: Instant
    package let dueAt: Instant
    package let settledAt: Instant?
    package let failures: Int
    package let status: Int?
    package let diagnostics: String?

    /// Why it is not there, for a person: in both languages when it is our own reason, else in the server's words.
    package var reason: Bilingual? { diagnostics.map(Obstacle.words) }
}

extension OutboxMessage {
    private static let select = """
        SELECT sequence, destination, encounter_id, outbox.patient_id, coalesce(name_en, name_bn),
            coalesce(name_bn, name_en), visit.day, state, revision, accepted_revision, enqueued_at, due_at, settled_at,
            failures, http_status, diagnostics
        FROM outbox JOIN patient ON patient.id = outbox.patient_id
        JOIN encounter ON encounter.id = encounter_id JOIN visit ON visit.id = visit_id
        """

    private init(row: Row) throws {
        self.init(
            sequence: row[0], destination: row[1], encounter: try row.id(2), patient: try row.id(3),
            patientName: Bilingual(row[4], row[5]), day: try row.day(6), state: try row.word(7), revision: row[8],
            acceptedRevision: row[9], enqueuedAt: row.instant(10), dueAt: row.instant(11),
            settledAt: row.optionalInstant(12), failures: row[13], status: row[14], diagnostics: row[15])
    }

    /// - Throws: 404.
    static func find(_ sequence: Int, _ act: Act, _ db: Database) throws -> OutboxMessage {
        guard let found = try db.first(select + " WHERE sequence = ?", [sequence], { try OutboxMessage(row: $0) })
        else {
            throw Problem.noSuchOutboxMessage
        }
        return found
    }

    /// The newest first; those that wait, the oldest first.
    static func all(_ state: State?, limit: Int, _ db: Database) throws -> [OutboxMessage] {
        let order = state == .pending ? "sequence" : "sequence DESC"
        guard let state else {
            return try db.list(select + " ORDER BY \(order) LIMIT ?", [limit]) { try OutboxMessage(row: $0) }
        }
        return try db.list(select + " WHERE state = ? ORDER BY \(order) LIMIT ?", [state.rawValue, limit]) {
            try OutboxMessage(row: $0)
        }
    }
}

/// One attempt to send a row.
package struct OutboxAttempt: Sendable {
    package let revision: Int
    package let outcome: Reply.Outcome
    package let status: Int?
    package let diagnostics: String?
    package let at: Instant

    /// The newest first.
    static func all(of sequence: Int, limit: Int, _ db: Database) throws -> [OutboxAttempt] {
        try db.list(
            """
            SELECT revision, outcome, http_status, diagnostics, at FROM outbox_attempt
            WHERE outbox_sequence = ? ORDER BY id DESC LIMIT ?
            """, [sequence, limit]
        ) { row in
            OutboxAttempt(
                revision: row[0], outcome: try row.word(1), status: row[2], diagnostics: row[3], at: row.instant(4))
        }
    }
}

extension Problem {
    static let noSuchOutboxMessage = Problem(
        .notFound, "no-such-outbox-row", Bilingual("There is nothing to send under this number", "এই নম্বরে পাঠানোর কিছু নেই"))
}
