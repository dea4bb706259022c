import GRDB
import Vocabulary

/// A device as the administrator sees it.
package struct DeviceRecord: Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// It was added, and has not come with its code.
        case awaited
        case registered, revoked
    }

    package let device: Device
    package let room: String?
    package let createdAt: Instant
    package let registeredAt: Instant?
    package let revokedAt: Instant?
    /// As it was last written down: a minute old at most while the server runs.
    package let lastSeenAt: Instant?
    package internal(set) var sessions: [OpenSession] = []

    package var state: State {
        if revokedAt != nil { return .revoked }
        return registeredAt == nil ? .awaited : .registered
    }
}

extension DeviceRecord {
    private static let columns = """
        \(Device.columns), room, created_at, registered_at, revoked_at,
        (SELECT last_seen_at FROM device_presence WHERE device_id = device.id)
        """

    private init(row: Row) throws {
        self.init(
            device: try Device(row: row), room: row[3], createdAt: row.instant(4), registeredAt: row.optionalInstant(5),
            revokedAt: row.optionalInstant(6), lastSeenAt: row.optionalInstant(7))
    }

    /// Those in use first, by name; then the revoked ones, the latest first.
    package static func all(at instant: Instant, _ db: Database) throws -> [DeviceRecord] {
        let sessions = Dictionary(grouping: try OpenSession.all(at: instant, db)) { $0.device }
        let records = try db.list(
            "SELECT \(columns) FROM device ORDER BY revoked_at IS NOT NULL, revoked_at DESC, name"
        ) { try DeviceRecord(row: $0) }
        return records.map { record in
            var record = record
            record.sessions = sessions[record.device.id] ?? []
            return record
        }
    }

    /// - Throws: `Problem.noSuchDevice`.
    package static func find(_ id: ID<Device>, at instant: Instant, _ db: Database) throws -> DeviceRecord {
        let found = try db.first("SELECT \(columns) FROM device WHERE id = ?", [id]) { try DeviceRecord(row: $0) }
        guard var record = found else { throw Problem.noSuchDevice }
        record.sessions = try OpenSession.all(at: instant, db).filter { $0.device == id }
        return record
    }

    /// The device in use that has this name.
    package static func find(named name: String, at instant: Instant, _ db: Database) throws -> DeviceRecord? {
        let id: ID<Device>? = try db.first(
            "SELECT id FROM device WHERE name = ? AND revoked_at IS NULL", [name]
        ) { try $0.id(0) }
        return try id.map { try find($0, at: instant, db) }
    }

    /// When it was last heard of, by what is known in memory and on disk.
    func lastSeen(_ act: Act) -> Instant? {
        [act.site.presence.lastHeard(device.id), lastSeenAt].compactMap(\.self).max()
    }
}
