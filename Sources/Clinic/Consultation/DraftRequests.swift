import Vocabulary

/// An encounter by its id.
struct DraftQuery: Input {
    let encounter: ID<Encounter>

    init?(_ fields: inout Fields) {
        guard let encounter = fields.required("encounter", Rule.id(of: Encounter.self)) else { return nil }
        self.encounter = encounter
    }
}

/// What is written in free words, and when to come again; of the draft as it was seen.
struct NoteRequest: Input {
    let encounter: ID<Encounter>
    let history: String?
    let examination: String?
    let advice: String?
    let followUp: Day?
    let version: Int

    init?(_ fields: inout Fields) {
        history = fields.optional("history", .lines(longest: 4000))
        examination = fields.optional("examination", .lines(longest: 4000))
        advice = fields.optional("advice", .lines(longest: 2000))
        followUp = fields.optional("followUpOn", .day)
        let version = fields.required("version", .version)
        guard let asked = DraftQuery(&fields), let version else { return nil }
        (encounter, self.version) = (asked.encounter, version)
    }
}

/// Something of the catalogue of complaints, or the person's own words.
struct ComplaintRequest: Input {
    let encounter: ID<Encounter>
    let code: String?
    let text: String?
    let days: Int?

    init?(_ fields: inout Fields) {
        code = fields.optional("code", .code)
        text = fields.optional("text", .text(longest: 200))
        days = fields.optional("days", .integer(0...36_500))
        if (code == nil) == (text == nil), fields.errors.isEmpty { fields.refuse("code", Self.oneOfBoth) }
        guard let asked = DraftQuery(&fields) else { return nil }
        encounter = asked.encounter
    }

    private static let oneOfBoth = Bilingual(
        "Choose a complaint of the list, or write it in words", "তালিকা থেকে সমস্যা বেছে নিন, অথবা নিজের ভাষায় লিখুন")
}

struct ConditionRequest: Input {
    let encounter: ID<Encounter>
    let code: String
    let verification: Condition.Verification
    let isConfidential: Bool

    init?(_ fields: inout Fields) {
        let code = fields.required("code", .code)
        isConfidential = fields.optional("confidential", .boolean) ?? false
        verification = fields.optional("verification", .choice(Condition.Verification.self)) ?? .provisional
        guard let asked = DraftQuery(&fields), let code else { return nil }
        (encounter, self.code) = (asked.encounter, code)
    }
}

/// A line of a prescription as it is said: which medicine, how much when, how long.
struct PrescriptionRequest: Input {
    let encounter: ID<Encounter>
    let medicine: String
    let pattern: DosePattern
    let timing: String?
    let days: Int?
    let note: String?

    init?(_ fields: inout Fields) {
        let medicine = fields.required("medicine", .code)
        let pattern = fields.required("pattern", .dosePattern)
        timing = fields.optional("timing", .code)
        days = fields.optional("days", .integer(1...366))
        note = fields.optional("note", .text(longest: 200))
        guard let asked = DraftQuery(&fields), let medicine, let pattern else { return nil }
        (encounter, self.medicine, self.pattern) = (asked.encounter, medicine, pattern)
    }
}

struct TestRequest: Input {
    let encounter: ID<Encounter>
    let code: String
    let note: String?

    init?(_ fields: inout Fields) {
        let code = fields.required("code", .code)
        note = fields.optional("note", .text(longest: 200))
        guard let asked = DraftQuery(&fields), let code else { return nil }
        (encounter, self.code) = (asked.encounter, code)
    }
}

/// Any line of the draft, by its id.
struct RemovalRequest: Input {
    let encounter: ID<Encounter>
    let id: ID<EncounterRecord>

    init?(_ fields: inout Fields) {
        let id = fields.required("id", Rule.id(of: EncounterRecord.self))
        guard let asked = DraftQuery(&fields), let id else { return nil }
        (encounter, self.id) = (asked.encounter, id)
    }
}

struct SignatureRequest: Input {
    let encounter: ID<Encounter>
    let version: Int

    init?(_ fields: inout Fields) {
        let version = fields.required("version", .version)
        guard let asked = DraftQuery(&fields), let version else { return nil }
        (encounter, self.version) = (asked.encounter, version)
    }
}

extension Rule where Value == Int {
    /// Which state of a draft was seen.
    fileprivate static var version: Rule { .integer(1...1_000_000) }
}

extension Rule where Value == String {
    /// A code of a catalogue.
    fileprivate static var code: Rule { .text(longest: 40) }
}

extension Rule where Value == DosePattern {
    fileprivate static var dosePattern: Rule {
        let amount = "(0|[1-9][0-9]?|[¼½¾]|[1-9][0-9]?[¼½¾])"
        return Rule(
            wire: .string, schema: .string(maxLength: 40, pattern: #"^\#(amount)(\+\#(amount)){2,3}$"#),
            example: .example
        ) { text throws(Refusal) in
            try DosePattern(text)
        }
    }
}
