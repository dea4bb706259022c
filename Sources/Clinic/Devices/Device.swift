import GRDB
import Vocabulary

/// A machine of the clinic that has a key of its own (FHIR Device).
package struct Device: Sendable {
    /// What a machine is for, and so what its key opens.
    package enum Kind: String, Sendable, CaseIterable {
        /// A screen on the wall: reads the calls and says that it has played them.
        case display
        /// A stand for those who come: what it may do is named `Callers.kiosks`.
        case kiosk
        /// What the staff work on: by itself it opens nothing and only says where a person signed in.
        case tablet

        package var name: Bilingual {
            switch self {
            case .display: Bilingual("Waiting room screen", "অপেক্ষা কক্ষের পর্দা")
            case .kiosk: Bilingual("Kiosk", "কিয়স্ক")
            case .tablet: Bilingual("Tablet or computer", "ট্যাবলেট বা কম্পিউটার")
            }
        }

        /// Where a device of this kind begins.
        var start: String {
            switch self {
            case .display: "/display"
            case .kiosk: "/devices/register"
            case .tablet: "/sign-in"
            }
        }
    }

    package let id: ID<Device>
    package let name: String
    package let kind: Kind

    package init(id: ID<Device>, name: String, kind: Kind) {
        (self.id, self.name, self.kind) = (id, name, kind)
    }
}

extension Device {
    /// How long the cookie with the key is kept, in seconds: a year.
    static let cookieAge = 365 * 86_400

    /// Three columns: id, name, kind.
    static let columns = "device.id, device.name, device.kind"

    init(row: Row) throws { self.init(id: try row.id(0), name: row[1], kind: try row.word(2)) }

    /// The device whose key has this hash.
    static func find(keyHash: String, _ db: Database) throws -> Device? {
        try db.first("SELECT \(columns) FROM device WHERE key_hash = ? AND revoked_at IS NULL", [keyHash]) {
            try Device(row: $0)
        }
    }
}

extension Device {
    static func isGood(_ id: ID<Device>, _ db: Database) throws -> Bool {
        try db.first("SELECT 1 FROM device WHERE id = ? AND revoked_at IS NULL", [id]) { _ in true } ?? false
    }
}

extension Problem {
    static let deviceRevoked = Problem(
        .forbidden, "device-revoked",
        Bilingual("This device is no longer registered here", "এই ডিভাইসটি আর এখানে নিবন্ধিত নয়"))
}
