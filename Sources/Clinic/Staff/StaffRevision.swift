import GRDB
import Vocabulary

/// What the register said of somebody before a change.
struct StaffRevision: Sendable {
    let version: Int
    /// JSON.
    let before: String
    let at: Instant
    /// Nobody when it was done on the server itself.
    let by: Staff?
}

extension StaffRevision {
    /// The latest first.
    static func all(of staff: ID<Staff>, _ db: Database) throws -> [StaffRevision] {
        let rows = try db.list(
            "SELECT version, before, at, changed_by FROM staff_revision WHERE staff_id = ? ORDER BY version DESC",
            [staff]
        ) {
            (version: $0[0] as Int, before: $0[1] as String, at: $0.instant(2), by: try $0.optionalID(3) as ID<Staff>?)
        }
        return try rows.map {
            StaffRevision(
                version: $0.version, before: $0.before, at: $0.at,
                by: try $0.by.flatMap { try StaffRegister.find($0, db) })
        }
    }
}
