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
    let kind: SecretKind
    /// The last day they work here, if it is known.
    let activeTo: Day?
    /// The same secret under today's parameters, when it was kept under weaker ones.
    let stronger: PasswordHash?
    var next = "/"
}

/// A session just begun. The token leaves once, in the cookie; only its hash is kept.
struct NewSession: Sendable {
    let staff: Staff
    let token: String
    let expiresAt: Instant
}

/// Beginning and ending sessions.
enum SignIn {
    /// Who has to wait is told so at once, and takes nobody's place in the line of those who may try.
    /// - Throws: 429.
    static func heed(_ asked: SignInRequest, _ act: Act) throws { try heed(asked.userName, act) }

    static func heed(_ asked: UnlockRequest, _ act: Act) throws {
        if case .staff(let session) = act.actor { try heed(session.staff.userName, act) }
    }

    private static func heed(_ userName: String, _ act: Act) throws {
        let delay = act.site.signIns.delay(Digits.toASCII(userName), from: act.address, at: act.at)
        if let delay { throw Problem.tooManyTries(delay) }
    }

    /// Slow: runs on the side, one after another, so that a crowd of guesses cannot run ahead of their count.
    static func prove(_ asked: SignInRequest, _ act: Act, _ db: Database) throws -> Proven {
        guard SecretKind(of: asked.secret) == .password || acceptsPIN(act) else { throw Problem.pinNotHere }
        var proven = try prove(asked.secret, of: asked.userName, act, db)
        proven.next = asked.next
        return proven
    }

    /// An unknown name takes as long as a wrong password, so that names cannot be found out.
    /// - Throws: 422, written down as a failure; 429 for who has to wait; 403 for an account that is locked.
    static func prove(_ secret: String, of userName: String, _ act: Act, _ db: Database) throws -> Proven {
        let user = Digits.toASCII(userName)
        try heed(user, act)
        let failures = act.site.signIns
        let account = try Account.find(user, SecretKind(of: secret), on: act.day, db)
        if account?.isLocked == true { throw Problem.accountLocked }
        guard (account?.hash ?? Account.absent).matches(Digits.toASCII(secret)), let account else {
            failures.failed(user, from: act.address, at: act.at)
            throw RecordedRefusal { act, db in try refuse(user, act, db) }
        }
        failures.succeeded(user)
        return Proven(
            staff: account.staff, kind: SecretKind(of: secret), activeTo: account.activeTo,
            stronger: account.hash.isWeak ? try PasswordHash(of: Digits.toASCII(secret)) : nil)
    }

    /// - Throws: 403 when so many failures came in between that the account is locked.
    static func begin(_ proven: Proven, _ act: Act, _ db: Database) throws -> NewSession {
        try refuseRevoked(act.deviceID, db)
        try settle(proven, db)
        // On a shared tablet the next person takes the place of the one before.
        try end(act, db)
        let latest = act.at.adding(seconds: Session.length)
        let session = NewSession(
            staff: proven.staff, token: Secret.token(),
            expiresAt: proven.activeTo.map { min(latest, $0.adding(days: 1).start) } ?? latest)
        try db.run(
            """
            INSERT INTO session (token_hash, staff_id, cross_site_token, started_at, expires_at, kind, device_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                Secret.hash(session.token), proven.staff.id, Secret.token(), act.at, session.expiresAt,
                proven.kind.rawValue, act.deviceID,
            ])
        return session
    }

    /// A device may be revoked while a PIN is proven on it.
    private static func refuseRevoked(_ device: ID<Device>?, _ db: Database) throws {
        guard let device else { return }
        guard try Device.isGood(device, db) else { throw Problem.deviceRevoked }
    }

    /// Opens a session again that nobody used for a while.
    static func unlock(_ proven: Proven, _ act: Act, _ db: Database) throws {
        guard case .staff(let session) = act.actor, session.staff.id == proven.staff.id else {
            throw Problem.signInFirst
        }
        try settle(proven, db)
        try noteUse(of: session, at: act.at, db)
        act.site.activity.unlock(session, at: act.at)
    }

    /// Slow, as `prove`. Only the secret of the same person will do.
    static func proveAgain(_ asked: UnlockRequest, _ act: Act, _ db: Database) throws -> Proven {
        guard case .staff(let session) = act.actor else { throw Problem.signInFirst }
        var proven = try prove(asked.secret, of: session.staff.userName, act, db)
        proven.next = asked.next
        return proven
    }

    /// Ends the session whose forms carry this act's token.
    static func end(_ act: Act, _ db: Database) throws {
        guard case .staff(let session) = act.actor else { return }
        try db.run(
            "UPDATE session SET ended_at = ? WHERE staff_id = ? AND cross_site_token = ? AND ended_at IS NULL",
            [act.at, session.staff.id, session.crossSiteToken])
    }

    static func noteUse(of session: Session, at instant: Instant, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO session_activity (token_hash, at) VALUES (?, ?)
            ON CONFLICT (token_hash) DO UPDATE SET at = max(at, excluded.at)
            """, [session.id, instant])
    }

    /// Whether PINs are enough where this request comes from.
    static func acceptsPIN(_ act: Act) -> Bool {
        act.site.configuration.signIn.pins == .anywhere || isRegistered(act)
    }

    /// Whether the request comes from a machine that an administrator registered.
    static func isRegistered(_ act: Act) -> Bool { act.deviceID != nil }

    /// The right secret ends the row of failures, unless that row locked the account meanwhile.
    private static func settle(_ proven: Proven, _ db: Database) throws {
        let isLocked = try db.first("SELECT 1 FROM staff WHERE id = ? AND locked_at IS NOT NULL", [proven.staff.id]) {
            _ in true
        }
        if isLocked == true { throw Problem.accountLocked }
        try db.run("UPDATE staff SET failures = 0 WHERE id = ? AND failures > 0", [proven.staff.id])
        if let stronger = proven.stronger {
            try db.run(
                "UPDATE staff_credential SET hash = ? WHERE staff_id = ? AND kind = ?",
                [stronger.description, proven.staff.id, proven.kind.rawValue])
        }
    }

    /// Counts one more failure in a row.
    private static func refuse(_ userName: String, _ act: Act, _ db: Database) throws -> Problem {
        try db.run(
            """
            UPDATE staff SET failures = failures + 1,
                locked_at = CASE WHEN failures + 1 >= ?1 THEN coalesce(locked_at, ?2) ELSE locked_at END
            WHERE user_name = ?3
            """, [act.site.configuration.signIn.failuresBeforeLock, act.at, userName])
        let isLocked = try db.first("SELECT 1 FROM staff WHERE user_name = ? AND locked_at IS NOT NULL", [userName]) {
            _ in true
        }
        return isLocked == true ? .accountLocked : .wrongSecret
    }
}

/// The PIN or password of one account, as it is kept.
private struct Account {
    let staff: Staff
    let hash: PasswordHash
    let isLocked: Bool
    let activeTo: Day?

    static func find(_ userName: String, _ kind: SecretKind, on day: Day, _ db: Database) throws -> Account? {
        try db.first(
            """
            SELECT \(Staff.columns), hash, locked_at IS NOT NULL, active_to
            FROM staff JOIN staff_credential ON staff_id = staff.id
            WHERE user_name = ?1 AND kind = ?2 AND \(StaffRegister.isActive("?3"))
            """, [userName, kind.rawValue, day]
        ) {
            Account(
                staff: try Staff(row: $0), hash: PasswordHash(stored: $0[7]), isLocked: $0[8],
                activeTo: $0.hasNull(atIndex: 9) ? nil : try $0.day(9))
        }
    }

    static let absent = PasswordHash(
        stored: "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
}

/// The PIN or password of who is signed in.
struct UnlockRequest: Input {
    let secret: String
    let next: String

    init?(_ fields: inout Fields) {
        let secret = fields.required("secret", Rule.secret(longest: 200))
        next = fields.optional("next", Rule.localPath) ?? "/"
        guard let secret else { return nil }
        self.secret = secret
    }
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
    static let pinNotHere = Problem(
        .invalid, "pin-not-accepted-here",
        Bilingual("A PIN is not enough on this device", "এই যন্ত্রে শুধু পিন দিয়ে হবে না"),
        fields: [Field("secret", Bilingual("Type your password", "আপনার পাসওয়ার্ড লিখুন"))])
    static let accountLocked = Problem(
        .forbidden, "account-locked",
        Bilingual(
            "Too many wrong tries: the account is locked. An administrator can open it again.",
            "অনেকবার ভুল হয়েছে: অ্যাকাউন্টটি বন্ধ। প্রশাসক আবার খুলে দিতে পারবেন।"))
}
