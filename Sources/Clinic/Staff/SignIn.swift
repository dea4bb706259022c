import GRDB
import Vocabulary

/// What someone says to be let in.
struct SignInRequest: Input {
    let userName: String
    let secret: String
    let next: String

    init?(_ fields: inout Fields) {
        let userName = fields.required("userName", Rule.text(longest: 40))
        let secret = fields.required("secret", Rule.secret(longest: 200))
        next = fields.optional("next", Rule.localPath) ?? "/"
        guard let userName, let secret else { return nil }
        (self.userName, self.secret) = (userName, secret)
    }
}

/// Somebody who proved to be who they say.
struct Proven: Sendable {
    let staff: Staff
    let next: String
}

/// A session just begun. The token leaves once, in the cookie; only its hash is kept.
struct NewSession: Sendable {
    let staff: Staff
    let token: String
    let expiresAt: Instant
}

/// Beginning and ending sessions.
enum SignIn {
    /// Slow: runs on the side, one after another, so that a crowd of guesses cannot run ahead of their count. An unknown
    /// name takes as long as a wrong
    /// password, so that names cannot be found out.
    static func prove(_ asked: SignInRequest, _ act: Act, _ db: Database) throws -> Proven {
        let user = Digits.toASCII(asked.userName)
        let failures = act.site.signIns
        if let delay = failures.delay(user, from: act.address, at: act.at) { throw Problem.tooManyTries(delay) }
        let found = try find(user, SecretKind(of: asked.secret).rawValue, db)
        let hash = found?.hash ?? absent
        guard hash.matches(Digits.toASCII(asked.secret)), let found else {
            failures.failed(user, from: act.address, at: act.at)
            throw Problem.wrongSecret
        }
        failures.succeeded(user)
        return Proven(staff: found.staff, next: asked.next)
    }

    static func begin(_ proven: Proven, _ act: Act, _ db: Database) throws -> NewSession {
        let session = NewSession(
            staff: proven.staff, token: Secret.token(), expiresAt: act.at.adding(seconds: Session.length))
        try db.run(
            """
            INSERT INTO session (token_hash, staff_id, cross_site_token, started_at, expires_at) VALUES (?, ?, ?, ?, ?)
            """,
            [Secret.hash(session.token), proven.staff.id, Secret.token(), act.at, session.expiresAt])
        return session
    }

    /// Ends the session whose forms carry this act's token.
    static func end(_ act: Act, _ db: Database) throws {
        guard case .staff(let session) = act.actor else { return }
        try db.run(
            "UPDATE session SET ended_at = ? WHERE staff_id = ? AND cross_site_token = ? AND ended_at IS NULL",
            [act.at, session.staff.id, session.crossSiteToken])
    }

    private static func find(
        _ userName: String, _ kind: String, _ db: Database
    ) throws -> (staff: Staff, hash: PasswordHash)? {
        try db.first(
            """
            SELECT \(Staff.columns), hash FROM staff JOIN staff_credential ON staff_id = staff.id
            WHERE user_name = ? AND kind = ? AND ended_at IS NULL
            """, [userName, kind]
        ) { (try Staff(row: $0), PasswordHash(stored: $0[7])) }
    }

    private static let absent = PasswordHash(
        stored: "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
}

extension String {
    /// Four to eight digits are a PIN; everything else is a password.
    var isPIN: Bool {
        let ascii = Digits.toASCII(self).utf8
        return (4...8).contains(ascii.count) && ascii.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension Problem {
    static let wrongSecret = Problem(
        .invalid, "wrong-secret", Bilingual("The name or the PIN is not right", "নাম অথবা পিন ঠিক নয়"),
        fields: [Field("secret", Bilingual("Type the PIN or password again", "পিন বা পাসওয়ার্ড আবার লিখুন"))])
}
