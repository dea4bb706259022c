import Vocabulary

/// What an administrator writes down of a member of the staff: all of it, each time. What is left out is not so.
struct StaffDetails: Sendable {
    let name: Bilingual
    let roles: Set<Role>
    let registrationNumber: String?
    let qualification: String?
    let providerID: String?
    let activeFrom: Day?
    let activeTo: Day?
    let rooms: [String]

    /// Roles and rooms come as lists from programs, and as one box for each from a form.
    static func read(_ fields: inout Fields, fromForm: Bool) -> StaffDetails? {
        let name = fields.required("name", .personName)
        let bangla = fields.required("nameBangla", .personName)
        let roles = readRoles(&fields, fromForm)
        let rooms = readRooms(&fields, fromForm)
        let registrationNumber = fields.optional("registrationNumber", Rule.text(longest: 40))
        let qualification = fields.optional("qualification", Rule.text(longest: 200))
        let providerID = fields.optional("providerId", Rule.text(longest: 40))
        let (from, to) = (fields.optional("activeFrom", .day), fields.optional("activeTo", .day))
        if let from, let to, to < from { fields.refuse("activeTo", endsBeforeItBegins) }
        guard let name, let bangla, let roles else { return nil }
        return StaffDetails(
            name: Bilingual(name.description, bangla.description), roles: roles,
            registrationNumber: registrationNumber, qualification: qualification, providerID: providerID,
            activeFrom: from, activeTo: to, rooms: rooms)
    }

    private static func readRoles(_ fields: inout Fields, _ fromForm: Bool) -> Set<Role>? {
        let isKnown = { @Sendable (word: String) in Role(rawValue: word) != nil }
        let words =
            fromForm
            ? readBoxes("role-", &fields, isKnown)
            : fields.required("roles", Rule.words(Role.doctor.rawValue, isKnown))
        guard let words else { return nil }
        if words.isEmpty { fields.refuse("roles", Bilingual("Choose at least one role", "অন্তত একটি দায়িত্ব বেছে নিন")) }
        return Set(words.compactMap(Role.init))
    }

    private static func readRooms(_ fields: inout Fields, _ fromForm: Bool) -> [String] {
        // Which rooms there are is for the operation to say.
        let isShort = { @Sendable (word: String) in word.utf8.count <= 40 }
        let words =
            fromForm
            ? readBoxes("room-", &fields, isShort) : fields.optional("rooms", Rule.words("doctor-1", isShort)) ?? []
        return words.sorted()
    }

    private static func readBoxes(
        _ family: String, _ fields: inout Fields, _ isKnown: (String) -> Bool
    ) -> [String] {
        fields.family(family, .boolean).filter(\.value).map(\.member).filter(isKnown)
    }

    private static let endsBeforeItBegins = Bilingual(
        "The last day is before the first", "শেষ দিনটি প্রথম দিনের আগে")
}

/// Somebody new.
struct StaffAddition: Input {
    let userName: String
    let details: StaffDetails

    init?(_ fields: inout Fields) { self.init(&fields, fromForm: false) }

    init?(_ fields: inout Fields, fromForm: Bool) {
        let userName = fields.required("userName", .userName)
        let details = StaffDetails.read(&fields, fromForm: fromForm)
        guard let userName, let details else { return nil }
        self.init(userName: userName, details: details)
    }

    init(userName: String, details: StaffDetails) { (self.userName, self.details) = (userName, details) }
}

/// The register's entry of somebody, as it shall be, and which version was seen.
struct StaffCorrection: Input {
    let staff: ID<Staff>
    let version: Int
    let details: StaffDetails

    init?(_ fields: inout Fields) { self.init(&fields, fromForm: false) }

    init?(_ fields: inout Fields, fromForm: Bool) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let version = fields.required("version", .integer(1...1_000_000))
        let details = StaffDetails.read(&fields, fromForm: fromForm)
        guard let staff, let version, let details else { return nil }
        self.init(staff: staff, version: version, details: details)
    }

    init(staff: ID<Staff>, version: Int, details: StaffDetails) {
        (self.staff, self.version, self.details) = (staff, version, details)
    }
}

/// Somebody of the register.
struct StaffChoice: Input {
    let staff: ID<Staff>

    init?(_ fields: inout Fields) {
        guard let staff = fields.required("staff", Rule.id(of: Staff.self)) else { return nil }
        self.init(staff)
    }

    init(_ staff: ID<Staff>) { self.staff = staff }
}

struct ShiftRequest: Input {
    let staff: ID<Staff>
    let weekday: Weekday
    let from: String
    let to: String
    let room: String?

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let weekday = fields.required("weekday", Rule.choice(Weekday.self))
        let (from, to) = (fields.required("from", .clockTime), fields.required("to", .clockTime))
        room = fields.optional("room", Rule.text(longest: 40))
        if let from, let to, to <= from {
            fields.refuse("to", Bilingual("This is not after the beginning", "এটি শুরুর পরে নয়"))
        }
        guard let staff, let weekday, let from, let to else { return nil }
        (self.staff, self.weekday, self.from, self.to) = (staff, weekday, from, to)
    }
}

struct ShiftChoice: Input {
    let staff: ID<Staff>
    let shift: ID<Shift>

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let shift = fields.required("shift", Rule.id(of: Shift.self))
        guard let staff, let shift else { return nil }
        (self.staff, self.shift) = (staff, shift)
    }
}

extension Rule where Value == String {
    /// What somebody signs in with.
    static var userName: Rule {
        .parsed(
            .string(maxLength: 40, pattern: "^[a-z0-9.-]{2,40}$"), example: "farzana",
            Refusal("Use 2 to 40 of a-z, 0-9, . and -", "২ থেকে ৪০টি a-z, 0-9, . ও - ব্যবহার করুন")
        ) { NewStaff.isUserName($0) ? $0 : nil }
    }
}
