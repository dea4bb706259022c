import GRDB
import Vocabulary

/// How the first administrator of a new clinic is made: by a link that is printed on the server's console, is good once
/// and for an hour, and only as long as nobody works here.
package enum SetupLink {
    package static let length = 3_600

    /// - Returns: the path of the link; nil when somebody works here already. Earlier links are void.
    package static func make(at instant: Instant, _ db: Database) throws -> String? {
        guard try isNew(db) else { return nil }
        let token = Secret.token()
        try db.run("UPDATE setup_link SET used_at = ? WHERE used_at IS NULL", [instant])
        try db.run(
            "INSERT INTO setup_link (token_hash, made_at, expires_at) VALUES (?, ?, ?)",
            [Secret.hash(token), instant, instant.adding(seconds: length)])
        return "/setup/" + token
    }

    /// - Throws: 404 for a link that is not good, or no longer.
    static func check(_ token: String, _ act: Act, _ db: Database) throws {
        let isGood = try db.first(
            "SELECT 1 FROM setup_link WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
            [Secret.hash(token), act.at]
        ) { _ in true }
        guard isGood == true, try isNew(db) else { throw Problem.noSetup }
    }

    /// Slow: hashes the password.
    static func prepare(_ asked: FirstAdministrator, _ act: Act, _ db: Database) throws -> PreparedAdministrator {
        try check(asked.token, act, db)
        let secret = try NewSecret(
            asked.password, of: asked.userName, SecretRules(act.site.catalogue), field: "password")
        let new = NewStaff(userName: asked.userName, name: asked.name, roles: [.administrator], secret: secret)
        return PreparedAdministrator(token: asked.token, new: new)
    }

    static func make(_ prepared: PreparedAdministrator, _ act: Act, _ db: Database) throws {
        try check(prepared.token, act, db)
        _ = try StaffRegister.add(prepared.new, at: act.at, db)
        try db.run("UPDATE setup_link SET used_at = ? WHERE token_hash = ?", [act.at, Secret.hash(prepared.token)])
    }

    private static func isNew(_ db: Database) throws -> Bool {
        try db.first("SELECT 1 FROM staff LIMIT 1") { _ in true } == nil
    }
}

/// What the first administrator types.
struct FirstAdministrator: Input {
    let token: String
    let userName: String
    let name: Bilingual
    let password: String

    init?(_ fields: inout Fields) {
        let token = fields.required("token", Rule.secret(longest: 100))
        let userName = fields.required("userName", .userName)
        let (name, bangla) = (fields.required("name", .personName), fields.required("nameBangla", .personName))
        let password = fields.required("password", Rule.password)
        let again = fields.required("again", Rule.password)
        if let password, let again, password != again {
            fields.refuse("again", Bilingual("This is not the same as above", "উপরেরটির সাথে মিলছে না"))
        }
        if let password, password.isPIN { fields.refuse("password", Self.noPIN) }
        guard let token, let userName, let name, let bangla, let password else { return nil }
        (self.token, self.userName, self.password) = (token, userName, password)
        self.name = Bilingual(name.description, bangla.description)
    }

    private static let noPIN = Bilingual(
        "An administrator needs a password of at least 12 characters", "প্রশাসকের কমপক্ষে ১২ অক্ষরের পাসওয়ার্ড লাগবে")
}

struct PreparedAdministrator: Sendable {
    let token: String
    let new: NewStaff
}

struct SetupQuery: Input {
    let token: String

    init?(_ fields: inout Fields) {
        guard let token = fields.required("token", Rule.secret(longest: 100)) else { return nil }
        self.token = token
    }
}

extension Problem {
    static let noSetup = Problem(
        .notFound, "no-setup",
        Bilingual(
            "This link is used or too old. Start the server again to get another.",
            "লিংকটি ব্যবহৃত বা পুরোনো। নতুন লিংক পেতে সার্ভার আবার চালু করুন।"))
}
