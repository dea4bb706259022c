import GRDB
import Vocabulary

/// How things stand with one destination.
package struct OutboxSummary: Sendable {
    package let destination: String
    package let pending: Int
    package let accepted: Int
    package let refused: Int
    /// Since when the longest waiting waits.
    package let oldestPending: Instant?
    /// When the other side last answered, whatever it said.
    package let lastReached: Instant?
    /// Whether the last attempt reached nobody.
    package let isUnreachable: Bool

    /// Those of the configuration, and those of before that still have rows.
    static func all(_ site: Site, _ db: Database) throws -> [OutboxSummary] {
        let former = try db.list("SELECT DISTINCT destination FROM outbox ORDER BY destination") { $0[0] as String }
        let now = site.configuration.destinations.map(\.name)
        return try (now + former.filter { !now.contains($0) }).map { try summary($0, db) }
    }

    private static func summary(_ destination: String, _ db: Database) throws -> OutboxSummary {
        let counts = try db.first(
            """
            SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'accepted'),
                count(*) FILTER (WHERE state = 'refused'), min(enqueued_at) FILTER (WHERE state = 'pending')
            FROM outbox WHERE destination = ?
            """, [destination]
        ) { row in (pending: row[0] as Int, accepted: row[1] as Int, refused: row[2] as Int, row.optionalInstant(3)) }
        let last = try lastAttempt(destination, "1", db)
        let reached = try lastAttempt(
            destination, "outcome <> 'unreachable' AND outbox_attempt.http_status IS NOT NULL", db)
        return OutboxSummary(
            destination: destination, pending: counts?.pending ?? 0, accepted: counts?.accepted ?? 0,
            refused: counts?.refused ?? 0, oldestPending: counts?.3, lastReached: reached?.at,
            isUnreachable: last?.outcome == .unreachable)
    }

    private static func lastAttempt(
        _ destination: String, _ condition: String, _ db: Database
    ) throws -> (outcome: Reply.Outcome, at: Instant)? {
        try db.first(
            """
            SELECT outcome, at FROM outbox_attempt JOIN outbox ON sequence = outbox_sequence
            WHERE destination = ? AND \(condition) ORDER BY outbox_attempt.id DESC LIMIT 1
            """, [destination]
        ) { row in (outcome: try row.word(0), at: row.instant(1)) }
    }
}
