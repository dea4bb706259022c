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
        let secondName = fields.optional("secondName", .personName)
        let sex = fields.optional("sex", .choice(Sex.self))
        let birthDate = fields.optional("birthDate", .day)
        let age = readAge(&fields)
        let phone = fields.optional("phone", .phone)
        let area = fields.optional("area", .text(longest: 100))
        guard let name else {
            let saysMore = secondName != nil || birthDate != nil || age != nil || phone != nil || area != nil
            if saysMore, !fields.errors.contains(where: { $0.name == "name" }) { fields.refuse("name", needsName) }
            return nil
        }
        if let secondName, secondName.isBangla == name.isBangla { fields.refuse("secondName", otherScript) }
        if birthDate != nil, age != nil { fields.refuse("age", oneOfBoth) }
        return PatientIdentity(
            name: name, secondName: secondName, sex: sex ?? .unknown, birthDate: birthDate, age: age, phone: phone,
            area: area)
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

    private static let needsName = Bilingual("Write the name as well", "নামটিও লিখুন")
    private static let otherScript = Bilingual(
        "Write this name in the other script", "এই নামটি অন্য লিপিতে লিখুন")
    private static let oneOfBoth = Bilingual(
        "Give the age or the birth date, not both", "বয়স অথবা জন্ম তারিখ দিন, দুটি নয়")
}
