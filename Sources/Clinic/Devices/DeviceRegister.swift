import GRDB
import Vocabulary

/// The machines of the clinic: adding, naming and revoking them. `staff` is nil for the command line.
package enum DeviceRegister {
    /// - Throws: `Problem.deviceNameTaken`.
    package static func add(
        _ new: NewDevice, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> IssuedCode {
        try refuseTaken(new.name, but: nil, db)
        let device = Device(id: .new(at: instant), name: new.name, kind: new.kind)
        try db.run(
            "INSERT INTO device (id, name, kind, room, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)",
            [device.id, device.name, device.kind.rawValue, new.room, instant, staff])
        return try DeviceCode.issue(for: device, by: staff, at: instant, db)
    }

    /// Another code for a device that did not come in time, or that lost its cookie. What it has stays good until it
    /// comes with this one.
    /// - Throws: `Problem.noSuchDevice`, `Problem.deviceIsRevoked`.
    package static func newCode(
        for id: ID<Device>, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> IssuedCode {
        try DeviceCode.issue(for: try inUse(id, at: instant, db).device, by: staff, at: instant, db)
    }

    static func change(_ asked: DeviceChange, _ act: Act, _ db: Database) throws -> DeviceRecord {
        let name = try NewDevice.checked(asked.name)
        let room = try asked.room.map { try NewDevice.checked(room: $0, act.site.configuration) }
        _ = try inUse(asked.device, at: act.at, db)
        try refuseTaken(name, but: asked.device, db)
        try db.run("UPDATE device SET name = ?, room = ? WHERE id = ?", [name, room, asked.device])
        return try DeviceRecord.find(asked.device, at: act.at, db)
    }

    /// From now on its key and its code open nothing, and the sessions begun on it are over (by trigger). Revoking twice
    /// is revoking once.
    /// - Throws: `Problem.noSuchDevice`.
    package static func revoke(
        _ id: ID<Device>, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> DeviceRecord {
        let record = try DeviceRecord.find(id, at: instant, db)
        guard record.state != .revoked else { return record }
        try db.run("UPDATE device SET revoked_at = ?, revoked_by = ? WHERE id = ?", [instant, staff, id])
        return try DeviceRecord.find(id, at: instant, db)
    }

    private static func inUse(_ id: ID<Device>, at instant: Instant, _ db: Database) throws -> DeviceRecord {
        let record = try DeviceRecord.find(id, at: instant, db)
        guard record.state != .revoked else { throw Problem.deviceIsRevoked }
        return record
    }

    private static func refuseTaken(_ name: String, but id: ID<Device>?, _ db: Database) throws {
        let owner: ID<Device>? = try db.first(
            "SELECT id FROM device WHERE name = ? AND revoked_at IS NULL", [name]
        ) { try $0.id(0) }
        guard owner == nil || owner == id else { throw Problem.deviceNameTaken }
    }
}
