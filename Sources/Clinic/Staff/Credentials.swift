import GRDB
import HTTP
import Vocabulary

/// How a request says who it comes from: the session cookie of a person, the key of a device, or the token of a program.
package enum Credentials {
    package static let sessionCookie = "aalo_session"
    package static let deviceCookie = "aalo_device"
    /// Of who gave the right secret and has yet to give a code.
    static let stepCookie = "aalo_sign_in"

    /// What a request brings, the stronger first: a bearer token alone (RFC 6750), or the cookie of a person, and the
    /// cookie of a device, which counts when the person's session is over.
    /// - Parameter isSecure: over TLS a cookie that a plain page could have set says nothing.
    static func tokens(of request: Request, isSecure: Bool) -> [String] {
        if let field = request[header: "authorization"], field.lowercased().hasPrefix("bearer ") {
            return [String(field.dropFirst(7))]
        }
        return [sessionCookie, deviceCookie].compactMap { request.cookie(Cookie.name($0, isSecure: isSecure)) }
    }

    /// Read for the second step of signing in alone; empty when there is none.
    static func signInStep(of request: Request, to route: Route, isSecure: Bool) -> String {
        guard route.asksForCode else { return "" }
        return request.cookie(Cookie.name(stepCookie, isSecure: isSecure)) ?? ""
    }

    static func find(_ token: String, _ db: Database) throws -> Actor {
        let hash = Secret.hash(token)
        if token.hasPrefix(APIClient.prefix) {
            return try APIClient.find(tokenHash: hash, db).map { .client($0) } ?? .nobody
        }
        if let session = try session(hash, db) { return .staff(session) }
        return try Device.find(keyHash: hash, db).map { .device($0) } ?? .nobody
    }

    private static func session(_ hash: String, _ db: Database) throws -> Session? {
        try db.first(
            """
            SELECT \(Staff.columns), cross_site_token, expires_at, kind,
                EXISTS (SELECT 1 FROM staff_credential
                    WHERE staff_id = staff.id AND staff_credential.kind = session.kind AND must_change = 1),
                coalesce((SELECT at FROM session_activity WHERE token_hash = session.token_hash), started_at),
                device_id,
                EXISTS (SELECT 1 FROM staff_totp
                    WHERE staff_id = staff.id AND confirmed_at IS NOT NULL AND staff_totp.ended_at IS NULL)
            FROM session JOIN staff ON staff.id = staff_id
            WHERE token_hash = ? AND session.ended_at IS NULL AND staff.ended_at IS NULL
            """, [hash]
        ) {
            let (staff, hasSecondFactor) = (try Staff(row: $0), $0[13] as Bool)
            return Session(
                staff: staff, crossSiteToken: $0[7], expiresAt: $0.instant(8), id: hash, kind: try $0.word(9),
                mustChangeSecret: $0[10], lacksSecondFactor: staff.may(.secureAccount) && !hasSecondFactor,
                activeAt: $0.instant(11), device: try $0.optionalID(12))
        }
    }
}
