import GRDB
import Vocabulary

/// A PIN or password that an administrator gives to somebody.
struct SecretGift: Input {
    let staff: ID<Staff>
    let secret: String

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let secret = fields.required("secret", Rule.password)
        guard let staff, let secret else { return nil }
        (self.staff, self.secret) = (staff, secret)
    }
}

/// One that is hashed and only has to be written.
struct PreparedSecret: Sendable {
    let staff: ID<Staff>
    let secret: NewSecret
}

/// Giving and changing PINs and passwords. What prepares is slow and runs on the side.
package enum SecretChange {
    /// - Throws: 404; 422 for what the rules refuse.
    static func prepare(_ asked: SecretGift, _ act: Act, _ db: Database) throws -> PreparedSecret {
        let member = try StaffRecords.find(asked.staff, act, db)
        let rules = SecretRules(act.site.catalogue)
        return PreparedSecret(
            staff: asked.staff, secret: try NewSecret(asked.secret, of: member.staff.userName, rules))
    }

    /// Somebody else knows it: it has to be changed at first use. Ends the person's sessions.
    static func give(_ prepared: PreparedSecret, _ act: Act, _ db: Database) throws {
        try StaffRegister.set(prepared.secret, of: prepared.staff, mustChange: true, at: act.at, db)
    }

    /// A new one of one's own: the present one is asked for, whatever session this is.
    static func prepareOwn(_ asked: OwnSecretRequest, _ act: Act, _ db: Database) throws -> OwnSecret {
        guard case .staff(let session) = act.actor else { throw Problem.signInFirst }
        let proven = try SignIn.prove(asked.present, of: session.staff.userName, act, db)
        guard asked.present != asked.new else { throw Problem.sameSecret }
        let rules = SecretRules(act.site.catalogue)
        let secret = try NewSecret(asked.new, of: session.staff.userName, rules, field: "newSecret")
        guard secret.kind == .password || session.kind == .pin || SignIn.acceptsPIN(act) else {
            throw Problem.pinNotHere
        }
        return OwnSecret(proven: proven, secret: secret)
    }

    /// Ends all of the person's sessions and begins a new one here.
    static func changeOwn(_ own: OwnSecret, _ act: Act, _ db: Database) throws -> NewSession {
        try StaffRegister.set(own.secret, of: own.proven.staff.id, at: act.at, db)
        // What somebody else gave and nobody changed is of no more use.
        try db.run("DELETE FROM staff_credential WHERE staff_id = ? AND must_change = 1", [own.proven.staff.id])
        return try SignIn.begin(own.begun, act, db)
    }

    /// The way back for who made too many mistakes.
    static func openAccount(_ asked: StaffChoice, _ act: Act, _ db: Database) throws {
        let member = try StaffRecords.find(asked.staff, act, db)
        act.site.signIns.succeeded(member.staff.userName)
        try openAccount(asked.staff, db)
    }

    package static func openAccount(_ staff: ID<Staff>, _ db: Database) throws {
        try db.run("UPDATE staff SET failures = 0, locked_at = NULL WHERE id = ?", [staff])
    }
}

/// What somebody types to have another PIN or password.
struct OwnSecretRequest: Input {
    let present: String
    let new: String

    init?(_ fields: inout Fields) {
        let present = fields.required("secret", Rule.password)
        let new = fields.required("newSecret", Rule.password)
        let again = fields.required("again", Rule.password)
        if let new, let again, new != again {
            fields.refuse("again", Bilingual("This is not the same as above", "উপরেরটির সাথে মিলছে না"))
        }
        guard let present, let new else { return nil }
        (self.present, self.new) = (present, new)
    }
}

/// Proven, and hashed.
struct OwnSecret: Sendable {
    let proven: Proven
    let secret: NewSecret

    /// Who begins the new session: they proved it with the old secret, and go on with the new one.
    var begun: Proven {
        Proven(staff: proven.staff, kind: secret.kind, activeTo: proven.activeTo, stronger: nil)
    }
}

extension Problem {
    static let sameSecret = Problem.invalid([
        Field("newSecret", Bilingual("This is the one you have. Choose another.", "এটি আগেরটিই। অন্য একটি বেছে নিন।"))
    ])
}
