import GRDB
import Vocabulary

/// Somebody who is signed in now, and on which device.
package struct OpenSession: Sendable {
    package let staff: ID<Staff>
    package let name: Bilingual
    package let startedAt: Instant
    /// Nil for a browser that the clinic does not know.
    package let device: ID<Device>?
}

extension OpenSession {
    /// Of everybody, the latest first.
    static func all(at instant: Instant, _ db: Database) throws -> [OpenSession] {
        try db.list(
            """
            SELECT staff.id, name_en, name_bn, started_at, device_id FROM session
            JOIN staff ON staff.id = staff_id
            WHERE session.ended_at IS NULL AND expires_at > ? AND staff.ended_at IS NULL ORDER BY started_at DESC
            """, [instant]
        ) {
            OpenSession(
                staff: try $0.id(0), name: Bilingual($0[1], $0[2]), startedAt: $0.instant(3),
                device: try $0.optionalID(4))
        }
    }
}
