import GRDB
import HTTP
import Vocabulary

/// How a request says who it comes from: the session cookie of a person, or the key of a device.
package enum Credentials {
    package static let sessionCookie = "aalo_session"
    package static let deviceCookie = "aalo_device"

    /// What a request brings, the stronger first: a bearer token alone (RFC 6750), or the cookie of a person, and the
    /// cookie of a device, which counts when the person's session is over.
    /// - Parameter isSecure: over TLS a cookie that a plain page could have set says nothing.
    static func tokens(of request: Request, isSecure: Bool) -> [String] {
        if let field = request[header: "authorization"], field.lowercased().hasPrefix("bearer ") {
            return [String(field.dropFirst(7))]
        }
        return [sessionCookie, deviceCookie].compactMap { request.cookie(Cookie.name($0, isSecure: isSecure)) }
    }

    static func find(_ token: String, _ db: Database) throws -> Actor {
        let hash = Secret.hash(token)
        if let session = try session(hash, db) { return .staff(session) }
        if let device = try device(hash, db) { return .device(device) }
        return .nobody
    }

    private static func session(_ hash: String, _ db: Database) throws -> Session? {
        try db.first(
            """
            SELECT \(Staff.columns), cross_site_token, expires_at FROM session JOIN staff ON staff.id = staff_id
            WHERE token_hash = ? AND session.ended_at IS NULL AND staff.ended_at IS NULL
            """, [hash]
        ) { Session(staff: try Staff(row: $0), crossSiteToken: $0[7], expiresAt: $0.instant(8)) }
    }

    private static func device(_ hash: String, _ db: Database) throws -> Device? {
        try db.first("SELECT id, name FROM device WHERE key_hash = ? AND revoked_at IS NULL", [hash]) {
            Device(id: try $0.id(0), name: $0[1])
        }
    }
}
