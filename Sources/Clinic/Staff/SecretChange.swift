import GRDB
import Vocabulary

/// A PIN or password that an administrator gives to somebody.
struct SecretGift: Input {
    let staff: ID<Staff>
    let secret: String

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let secret = fields.required("secret", Rule.secret(longest: 200))
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
enum SecretChange {
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
}
