import GRDB
import Vocabulary

/// What a new device is told by the administrator, typed or scanned: eight characters of Crockford's base 32 (40 bits),
/// good once and for ten minutes.
///
/// Its hash could be tried through by whoever has the file, in the ten minutes in which it is good for anything.
package struct DeviceCode: Sendable {
    /// In seconds.
    package static let lifetime = 600
    private static let length = 8

    /// Without its hyphen.
    package let text: String

    package static func random() -> DeviceCode { DeviceCode(text: Crockford.random(length)) }

    private init(text: String) { self.text = text }

    /// As it was typed. Nil for everything that is no code.
    package init?(_ typed: String) {
        guard let text = Crockford.read(typed, length: Self.length) else { return nil }
        self.text = text
    }

    /// As it is shown: "7K3M-Q9TX".
    package var shown: String { Crockford.groups(of: text, by: 4) }

    var hash: String { Secret.hash("device code " + text) }
}

/// A code just made: shown once, to the administrator.
package struct IssuedCode: Sendable {
    package let device: Device
    package let code: DeviceCode
    package let expiresAt: Instant
}

extension DeviceCode {
    /// The code of a device from now on; an earlier one is no longer good.
    static func issue(
        for device: Device, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> IssuedCode {
        let issued = IssuedCode(device: device, code: .random(), expiresAt: instant.adding(seconds: lifetime))
        try db.run(
            """
            INSERT INTO device_code (device_id, code_hash, issued_at, issued_by, expires_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (device_id) DO UPDATE SET code_hash = excluded.code_hash, issued_at = excluded.issued_at,
                issued_by = excluded.issued_by, expires_at = excluded.expires_at, used_at = NULL
            """,
            [device.id, issued.code.hash, instant, staff, issued.expiresAt])
        return issued
    }

    /// The device that waits with this code; nil when the code is wrong, used or late.
    static func device(waitingWith code: DeviceCode, at instant: Instant, _ db: Database) throws -> Device? {
        try db.first(
            """
            SELECT \(Device.columns) FROM device_code JOIN device ON device.id = device_id
            WHERE code_hash = ? AND used_at IS NULL AND expires_at > ? AND revoked_at IS NULL
            """, [code.hash, instant]
        ) { try Device(row: $0) }
    }
}
