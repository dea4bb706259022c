import GRDB
import Vocabulary

/// A place where somebody is signed in, as they see it themselves.
struct OwnSession: Sendable {
    let startedAt: Instant
    /// Nil for a browser the clinic does not know.
    let device: String?
    let isThisOne: Bool
}

extension OwnSession {
    /// The latest first.
    static func all(_ act: Act, _ db: Database) throws -> [OwnSession] {
        guard case .staff(let session) = act.actor else { return [] }
        return try db.list(
            """
            SELECT started_at, device.name, token_hash = ?1 FROM session LEFT JOIN device ON device.id = device_id
            WHERE staff_id = ?2 AND ended_at IS NULL AND expires_at > ?3 ORDER BY started_at DESC
            """, [session.id, session.staff.id, act.at]
        ) { OwnSession(startedAt: $0.instant(0), device: $0[1], isThisOne: $0[2]) }
    }
}
