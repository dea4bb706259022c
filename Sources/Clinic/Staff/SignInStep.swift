import GRDB
import Vocabulary

/// Somebody who gave the right secret and has yet to give a code: good for five minutes, in one browser, and for nothing
/// else.
struct SignInStep: Sendable {
    /// In seconds.
    static let length = 300

    let hash: String
    let staff: Staff
    let kind: SecretKind
    let isLocked: Bool
    let activeTo: Day?
    let expiresAt: Instant
}

/// One just begun. The token leaves once, in the cookie; only its hash is kept.
struct NewStep: Sendable {
    let token: String
    let expiresAt: Instant
    let next: String
}

extension SignInStep {
    /// Whether a code has to follow the secret. On a registered device where somebody gave both they change places with
    /// others by their secret alone, for as long as a session lasts.
    static func isNeeded(by staff: ID<Staff>, _ act: Act, _ db: Database) throws -> Bool {
        let hasFactor = try db.first(
            "SELECT 1 FROM staff_totp WHERE staff_id = ? AND confirmed_at IS NOT NULL AND ended_at IS NULL", [staff]
        ) { _ in true }
        guard hasFactor == true else { return false }
        guard let device = act.deviceID else { return true }
        let wasGiven = try db.first(
            "SELECT 1 FROM second_step_given WHERE staff_id = ? AND device_id = ? AND at > ?",
            [staff, device, act.at.adding(seconds: -Session.length)]
        ) { _ in true }
        return wasGiven != true
    }

    static func begin(_ proven: Proven, _ act: Act, _ db: Database) throws -> NewStep {
        try SignIn.strengthen(proven, db)
        try db.run("DELETE FROM sign_in_step WHERE expires_at <= ?", [act.at])
        let step = NewStep(
            token: Secret.token(), expiresAt: act.at.adding(seconds: length), next: proven.next)
        try db.run(
            """
            INSERT INTO sign_in_step (token_hash, staff_id, kind, device_id, begun_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                Secret.hash(step.token), proven.staff.id, proven.kind.rawValue, act.deviceID, act.at, step.expiresAt,
            ])
        return step
    }

    /// The one this browser is in; nil when it is over, or was begun on another device.
    static func current(_ act: Act, _ db: Database) throws -> SignInStep? {
        guard !act.signInStep.isEmpty else { return nil }
        return try db.first(
            """
            SELECT \(Staff.columns), token_hash, kind, locked_at IS NOT NULL, active_to, expires_at
            FROM sign_in_step JOIN staff ON staff.id = staff_id
            WHERE token_hash = ?1 AND expires_at > ?2 AND device_id IS ?3 AND \(StaffRegister.isActive("?4"))
            """, [Secret.hash(act.signInStep), act.at, act.deviceID, act.day]
        ) {
            SignInStep(
                hash: $0[7], staff: try Staff(row: $0), kind: try $0.word(8), isLocked: $0[9],
                activeTo: $0.hasNull(atIndex: 10) ? nil : try $0.day(10), expiresAt: $0.instant(11))
        }
    }

    /// - Throws: 401 when there is none, or it is somebody else's; else as `SecondFactorCode.prove`.
    static func prove(_ asked: CodeRequest, _ act: Act, _ db: Database) throws -> ProvenStep {
        guard let step = try current(act, db), step.staff.userName == Digits.toASCII(asked.userName).lowercased()
        else { throw Problem.signInOver }
        if step.isLocked { throw Problem.accountLocked }
        let code = try asked.code.prove(of: step.staff, act, db)
        act.site.signIns.succeeded(step.staff.userName)
        return ProvenStep(step: step, code: code, next: code.isRecovery ? "/account/second-step" : asked.next)
    }

    /// - Throws: 401 when it was finished or given up meanwhile; 422 when the code was used.
    static func finish(_ proven: ProvenStep, _ act: Act, _ db: Database) throws -> NewSession {
        try db.run("DELETE FROM sign_in_step WHERE token_hash = ?", [proven.step.hash])
        guard db.changesCount == 1 else { throw Problem.signInOver }
        try proven.code.use(at: act.at, db)
        let staff = proven.step.staff
        if let device = act.deviceID, !proven.code.isRecovery {
            try db.run(
                """
                INSERT INTO second_step_given (staff_id, device_id, at) VALUES (?, ?, ?)
                ON CONFLICT (staff_id, device_id) DO UPDATE SET at = excluded.at
                """, [staff.id, device, act.at])
        }
        let whole = Proven(staff: staff, kind: proven.step.kind, activeTo: proven.step.activeTo, stronger: nil)
        return try SignIn.begin(whole, act, db)
    }

    /// What somebody gave so far is of no more use.
    static func forget(_ staff: ID<Staff>, _ db: Database) throws {
        try db.run("DELETE FROM sign_in_step WHERE staff_id = ?", [staff])
        try db.run("DELETE FROM second_step_given WHERE staff_id = ?", [staff])
    }
}

/// The code, and whose it is: a name, so that the audit log and password managers know.
struct CodeRequest: Input {
    let userName: String
    let code: SecondFactorCode
    let next: String

    init?(_ fields: inout Fields) {
        let userName = fields.required("userName", Rule.text(longest: 40))
        next = fields.optional("next", Rule.localPath) ?? "/"
        guard let code = SecondFactorCode.read(&fields), let userName else { return nil }
        (self.userName, self.code) = (userName, code)
    }
}

struct ProvenStep: Sendable {
    let step: SignInStep
    let code: ProvenCode
    let next: String
}

extension Problem {
    static let signInOver = Problem(
        .unauthenticated, "sign-in-over",
        Bilingual("This took too long. Begin signing in again.", "অনেক সময় পেরিয়ে গেছে। আবার সাইন ইন করুন।"))
}
