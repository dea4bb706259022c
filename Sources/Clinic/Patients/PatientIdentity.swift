import Vocabulary

/// What is said of someone who is not known yet: a name, and whatever else there is.
struct PatientIdentity: Sendable {
    let name: PersonName
    /// The same name in the other script.
    let secondName: PersonName?
    let sex: Sex
    let birthDate: Day?
    let age: Age?
    let phone: Phone?
    let area: String?

    /// Nil when nothing of an identity was said. When anything was, a name is needed.
    static func read(_ fields: inout Fields) -> PatientIdentity? {
        let name = fields.optional("name", .personName)
        let sex = fields.optional("sex", .choice(Sex.self))
        let rest = Rest(&fields, area: "area")
        guard let name else {
            if rest.saysSomething, !fields.errors.contains(where: { $0.name == "name" }) {
                fields.refuse("name", needsName)
            }
            return nil
        }
        return identity(name, sex ?? .unknown, rest, &fields)
    }

    /// As registration asks: name and sex are needed, and the area is the line of an address.
    static func readInFull(_ fields: inout Fields) -> PatientIdentity? {
        let name = fields.required("name", .personName)
        let sex = fields.required("sex", .choice(Sex.self))
        let rest = Rest(&fields, area: "addressLine")
        guard let name, let sex else { return nil }
        return identity(name, sex, rest, &fields)
    }

    private static func identity(
        _ name: PersonName, _ sex: Sex, _ rest: Rest, _ fields: inout Fields
    ) -> PatientIdentity {
        if let second = rest.secondName, second.isBangla == name.isBangla { fields.refuse("secondName", otherScript) }
        return PatientIdentity(
            name: name, secondName: rest.secondName, sex: sex, birthDate: rest.birthDate, age: rest.age,
            phone: rest.phone, area: rest.area)
    }

    private static let needsName = Bilingual("Write the name as well", "নামটিও লিখুন")
    private static let otherScript = Bilingual(
        "Write this name in the other script: English for a Bangla name", "এই নামটি অন্য ভাষায় লিখুন: উপরেরটি বাংলা হলে এটি ইংরেজিতে")
}

/// What may be said of somebody besides name and sex.
private struct Rest {
    let secondName: PersonName?
    let birthDate: Day?
    let age: Age?
    let phone: Phone?
    let area: String?

    init(_ fields: inout Fields, area: String) {
        secondName = fields.optional("secondName", .personName)
        birthDate = fields.optional("birthDate", .day)
        age = Self.readAge(&fields)
        phone = fields.optional("phone", .phone)
        self.area = fields.optional(area, .text(longest: 100))
        if birthDate != nil, age != nil { fields.refuse("age", Self.oneOfBoth) }
    }

    var saysSomething: Bool {
        secondName != nil || birthDate != nil || age != nil || phone != nil || area != nil
    }

    private static func readAge(_ fields: inout Fields) -> Age? {
        let value = fields.optional("age", .integer(0...366))
        let unit = fields.optional("ageUnit", .choice(Age.Unit.self)) ?? .years
        guard let value else { return nil }
        guard let age = Age(value, unit) else {
            fields.refuse(
                "age",
                Bilingual(
                    "At most \(unit.limit) \(unit.name.english)",
                    "সর্বোচ্চ \(Language.bangla.digits(unit.limit)) \(unit.name.bangla)"))
            return nil
        }
        return age
    }

    private static let oneOfBoth = Bilingual(
        "Give the age or the birth date, not both", "বয়স অথবা জন্ম তারিখ দিন, দুটি নয়")
}
