import GRDB
import Vocabulary

/// Someone to be added to the staff.
package struct NewStaff: Sendable {
    package let userName: String
    package let name: Bilingual
    package let roles: Set<Role>
    package let registrationNumber: String?
    package let qualification: String?
    package let secret: NewSecret

    /// Slow: the secret is hashed here.
    /// - Parameter rules: what a secret may be; nil for people who are invented.
    /// - Throws: `Problem.invalid` for a user name that is not 2 to 40 of a-z, 0-9, dot and hyphen, without a role, or
    ///   with a registration number longer than 40 or a qualification longer than 200 characters.
    package init(
        userName: String, name: Bilingual, roles: Set<Role>, registrationNumber: String? = nil,
        qualification: String? = nil, secret: String, _ rules: SecretRules? = nil
    ) throws {
        guard Self.isUserName(userName) else { throw Problem.badUserName }
        guard !roles.isEmpty else { throw Problem.noRole }
        let number = try Self.checked("registrationNumber", registrationNumber, longest: 40)
        let degrees = try Self.checked("qualification", qualification, longest: 200)
        self.init(
            userName: userName, name: name, roles: roles, registrationNumber: number, qualification: degrees,
            secret: try rules.map { try NewSecret(secret, of: userName, $0) } ?? NewSecret(secret))
    }

    init(
        userName: String, name: Bilingual, roles: Set<Role>, registrationNumber: String? = nil,
        qualification: String? = nil, secret: NewSecret
    ) {
        (self.userName, self.name, self.roles) = (userName, name, roles)
        (self.registrationNumber, self.qualification, self.secret) = (registrationNumber, qualification, secret)
    }

    /// 2 to 40 of a-z, 0-9, dot and hyphen.
    static func isUserName(_ text: String) -> Bool {
        let isAllowed = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D
        }
        return (2...40).contains(text.utf8.count) && isAllowed
    }

    private static func checked(_ field: String, _ text: String?, longest: Int) throws -> String? {
        guard let text else { return nil }
        do { return try Rule.text(longest: longest).parse(text) } catch {
            throw Problem.invalid([Problem.Field(field, error.text)])
        }
    }
}

/// The staff of the clinic, and the machines on its walls.
package enum StaffRegister {
    /// - Throws: `Problem` 409 if the user name or the registration number is taken.
    package static func add(_ new: NewStaff, at instant: Instant, _ db: Database) throws -> ID<Staff> {
        guard try find(new.userName, db) == nil else { throw Problem.userNameTaken }
        try refuseTaken(new.registrationNumber, db)
        let id = ID<Staff>.new(at: instant)
        try db.run(
            """
            INSERT INTO staff (id, user_name, name_en, name_bn, created_at, registration_number, qualification)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, new.userName, new.name.english, new.name.bangla, instant, new.registrationNumber,
                new.qualification,
            ])
        for role in new.roles {
            try db.run("INSERT INTO staff_role (staff_id, role) VALUES (?, ?)", [id, role.rawValue])
        }
        try set(new.secret, of: id, at: instant, db)
        return id
    }

    private static func refuseTaken(_ registrationNumber: String?, _ db: Database) throws {
        guard let registrationNumber else { return }
        let owner = try db.first("SELECT 1 FROM staff WHERE registration_number = ?", [registrationNumber]) { _ in true
        }
        guard owner == nil else { throw Problem.registrationNumberTaken }
    }

    /// Replaces the PIN or password of its kind and ends the person's sessions.
    /// - Parameter mustChange: whether somebody else gave it, so that the person has to change it first of all.
    package static func set(
        _ secret: NewSecret, of staff: ID<Staff>, mustChange: Bool = false, at instant: Instant, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO staff_credential (staff_id, kind, hash, set_at, must_change) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (staff_id, kind) DO UPDATE
            SET hash = excluded.hash, set_at = excluded.set_at, must_change = excluded.must_change
            """,
            [staff, secret.kind.rawValue, secret.hash.description, instant, mustChange])
        try endSessions(of: staff, at: instant, db)
    }

    package static func endSessions(of staff: ID<Staff>, at instant: Instant, _ db: Database) throws {
        try db.run("UPDATE session SET ended_at = ? WHERE staff_id = ? AND ended_at IS NULL", [instant, staff])
        try SignInStep.forget(staff, db)
    }

    package static func find(_ userName: String, _ db: Database) throws -> Staff? {
        try db.first("SELECT \(Staff.columns) FROM staff WHERE user_name = ?", [userName]) { try Staff(row: $0) }
    }

    /// Whoever it is, also when they left. Nil when nobody ever had this id.
    package static func find(_ id: ID<Staff>, _ db: Database) throws -> Staff? {
        try db.first("SELECT \(Staff.columns) FROM staff WHERE id = ?", [id]) { try Staff(row: $0) }
    }

    /// Who may sign in on a day, in the order of their user names.
    package static func active(on day: Day, _ db: Database) throws -> [Staff] {
        try db.list("SELECT \(Staff.columns) FROM staff WHERE \(isActive("?1")) ORDER BY user_name", [day]) {
            try Staff(row: $0)
        }
    }

    /// The condition that somebody works here on the day that stands at `day` in the statement.
    static func isActive(_ day: String) -> String {
        """
        staff.ended_at IS NULL AND (staff.active_from IS NULL OR staff.active_from <= \(day))
        AND (staff.active_to IS NULL OR staff.active_to >= \(day))
        """
    }

    /// Everybody who works here, in the order of their user names.
    package static func all(_ db: Database) throws -> [Staff] {
        try db.list("SELECT \(Staff.columns) FROM staff WHERE ended_at IS NULL ORDER BY user_name") {
            try Staff(row: $0)
        }
    }

    /// Everybody who ever worked here, in the order of their user names.
    package static func everybody(_ db: Database) throws -> [Staff] {
        try db.list("SELECT \(Staff.columns) FROM staff ORDER BY user_name") { try Staff(row: $0) }
    }

    /// - Returns: the display's id. The key is known by its hash alone, and in upper case: it is typed by hand.
    package static func addDisplay(
        named name: String, key: String, at instant: Instant, _ db: Database
    ) throws -> ID<Device> {
        let id = ID<Device>.new(at: instant)
        try db.run(
            "INSERT INTO device (id, name, kind, key_hash, created_at, registered_at) VALUES (?, ?, 'display', ?, ?, ?)",
            [id, name, Secret.hash(key.uppercased()), instant, instant])
        return id
    }
}

extension Problem {
    static let badUserName = Problem.invalid([
        Field("userName", Bilingual("Use 2 to 40 of a-z, 0-9, . and -", "২ থেকে ৪০টি a-z, 0-9, . ও - ব্যবহার করুন"))
    ])
    static let noRole = Problem.invalid([Field("role", Bilingual("Give at least one role", "অন্তত একটি দায়িত্ব দিন"))])
    static let weakSecret = Problem.invalid([
        Field(
            "secret",
            Bilingual(
                "A PIN of 4 to 8 digits, or a password of at least 12 characters",
                "৪-৮ সংখ্যার পিন অথবা কমপক্ষে ১২ অক্ষরের পাসওয়ার্ড"))
    ])
    static let registrationNumberTaken = Problem(
        .conflict, "registration-number-taken",
        Bilingual("Somebody else has this registration number", "এই রেজিস্ট্রেশন নম্বরটি অন্য একজনের"),
        fields: [Field("registrationNumber", Bilingual("Look at the number again", "নম্বরটি আবার দেখুন"))])
    static let userNameTaken = Problem(
        .conflict, "user-name-taken", Bilingual("This user name is taken", "এই নামটি আগে থেকেই আছে"),
        fields: [Field("userName", Bilingual("Choose another user name", "অন্য একটি নাম বেছে নিন"))])
}

/// What somebody proves themselves with.
package enum SecretKind: String, Sendable, CaseIterable {
    case pin, password

    init(of secret: String) { self = secret.isPIN ? .pin : .password }
}

/// A PIN or password to be set.
package struct NewSecret: Sendable {
    package static let shortestPassword = 12
    /// In code points, so that a long sentence fits.
    package static let longestPassword = 128

    package let hash: PasswordHash
    package let kind: SecretKind

    /// What a person chose. Slow: it is hashed here.
    /// - Throws: 422 naming `field` for what the rules refuse.
    package init(_ secret: String, of userName: String, _ rules: SecretRules, field: String = "secret") throws {
        try rules.check(secret, of: userName, field: field)
        try self.init(secret)
    }

    /// One that nobody chose, or for people who are invented: the rules are not asked. Slow: it is hashed here.
    /// - Throws: `Problem.weakSecret` for less than a PIN of four digits or a password of twelve characters.
    package init(_ secret: String) throws {
        guard secret.isPIN || secret.count >= Self.shortestPassword else { throw Problem.weakSecret }
        hash = try PasswordHash(of: Digits.toASCII(secret))
        kind = SecretKind(of: secret)
    }
}
