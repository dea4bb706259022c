import GRDB
import Vocabulary

/// Setting up and taking off the second step at sign-in. Each function runs inside the caller's transaction; what proves
/// is slow and runs on the side.
package enum SecondFactors {
    /// Only the person's own secret begins it: an unattended tablet is not enough to lock somebody out.
    static func proveSecret(_ asked: OwnSecretProof, _ act: Act, _ db: Database) throws -> Proven {
        guard case .staff(let session) = act.actor else { throw Problem.signInFirst }
        return try SignIn.prove(asked.secret, of: session.staff.userName, act, db)
    }

    /// A new key, which has to be confirmed by a code. One that waits is given up.
    static func begin(_ proven: Proven, _ act: Act, _ db: Database) throws -> SecondFactor {
        if let known = try SecondFactor.find(of: proven.staff.id, db) {
            guard known.confirmedAt == nil else { throw Problem.hasSecondFactor }
            try end(proven.staff.id, by: nil, nil, at: act.at, db)
        }
        try db.run(
            """
            INSERT INTO staff_totp (id, staff_id, secret, begun_at)
            VALUES (?1, ?2, sealed(?3, 'staff_totp.secret', ?1), ?4)
            """, [ID<SecondFactor>.new(at: act.at), proven.staff.id, TOTP.random().key, act.at])
        return try SecondFactor.waiting(of: proven.staff.id, at: act.at, db)
    }

    /// The first code: from now on it is asked for.
    /// - Returns: the recovery codes, which nobody can show again.
    static func confirm(_ asked: FirstCode, _ act: Act, _ db: Database) throws -> [StaffRecoveryCode] {
        let factor = try SecondFactor.waiting(of: try act.staff(), at: act.at, db)
        guard let step = try factor.totp.step(of: asked.code, at: act.at) else { throw Problem.wrongCode }
        try db.run(
            "UPDATE staff_totp SET confirmed_at = max(?, begun_at), last_step = ? WHERE id = ?",
            [act.at, step, factor.id])
        try SignInStep.forget(try act.staff(), db)
        return try StaffRecoveryCode.make(for: factor.id, at: act.at, db)
    }

    /// The secret and a code, for what makes the second step weaker or other.
    static func proveBoth(_ asked: BothProofs, _ act: Act, _ db: Database) throws -> ProvenBoth {
        guard case .staff(let session) = act.actor else { throw Problem.signInFirst }
        let proven = try SignIn.check(asked.secret, of: session.staff.userName, act, db)
        let code = try asked.code.prove(of: session.staff, act, db)
        act.site.signIns.succeeded(session.staff.userName)
        return ProvenBoth(proven: proven, code: code)
    }

    static func newCodes(_ both: ProvenBoth, _ act: Act, _ db: Database) throws -> [StaffRecoveryCode] {
        try SignIn.settle(both.proven, db)
        try both.code.use(at: act.at, db)
        return try StaffRecoveryCode.make(for: both.code.factor, at: act.at, db)
    }

    static func remove(_ both: ProvenBoth, _ act: Act, _ db: Database) throws {
        try SignIn.settle(both.proven, db)
        try both.code.use(at: act.at, db)
        try end(both.proven.staff.id, by: both.proven.staff.id, nil, at: act.at, db)
    }

    /// An administrator takes it off for somebody who lost the phone and stands before them.
    /// - Throws: 404; 409 for one's own, and when there is none.
    static func reset(_ asked: SecondFactorReset, _ act: Act, _ db: Database) throws {
        _ = try StaffRecords.find(asked.staff, act, db)
        let administrator = try act.staff()
        guard asked.staff != administrator else { throw Problem.ownSecondFactor }
        try reset(asked.staff, by: administrator, asked.reason, at: act.at, db)
    }

    /// - Parameter administrator: nil on the server itself.
    /// - Throws: 409 when there is none.
    package static func reset(
        _ staff: ID<Staff>, by administrator: ID<Staff>?, _ reason: String, at instant: Instant, _ db: Database
    ) throws {
        _ = try SecondFactor.inUse(by: staff, db)
        try end(staff, by: administrator, reason, at: instant, db)
        try StaffRegister.endSessions(of: staff, at: instant, db)
    }

    private static func end(
        _ staff: ID<Staff>, by administrator: ID<Staff>?, _ reason: String?, at instant: Instant, _ db: Database
    ) throws {
        try db.run(
            """
            UPDATE staff_totp SET ended_at = max(?1, begun_at), ended_by = ?2, reason = ?3, secret = NULL
            WHERE staff_id = ?4 AND ended_at IS NULL
            """, [instant, administrator, reason, staff])
        try SignInStep.forget(staff, db)
    }
}

/// The PIN or password of who is signed in.
struct OwnSecretProof: Input {
    let secret: String

    init?(_ fields: inout Fields) {
        guard let secret = fields.required("secret", Rule.password) else { return nil }
        self.secret = secret
    }
}

struct FirstCode: Input {
    let code: String

    init?(_ fields: inout Fields) {
        guard let code = fields.required(SecondFactorCode.field, Rule.secret(longest: 40)) else { return nil }
        self.code = Digits.number(code) ?? ""
    }
}

struct BothProofs: Input {
    let secret: String
    let code: SecondFactorCode

    init?(_ fields: inout Fields) {
        let secret = fields.required("secret", Rule.password)
        guard let code = SecondFactorCode.read(&fields), let secret else { return nil }
        (self.secret, self.code) = (secret, code)
    }
}

struct ProvenBoth: Sendable {
    let proven: Proven
    let code: ProvenCode
}

struct SecondFactorReset: Input {
    let staff: ID<Staff>
    let reason: String

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let reason = fields.required("reason", Rule.text(longest: 200))
        guard let staff, let reason else { return nil }
        (self.staff, self.reason) = (staff, reason)
    }
}
