import Vocabulary

extension Problem {
    static let unknownComplaint = Problem.invalid([
        Field("code", Bilingual("Choose a complaint of the list", "তালিকা থেকে একটি সমস্যা বেছে নিন"))
    ])
    static let unknownDiagnosis = Problem.invalid([
        Field("code", Bilingual("Choose a diagnosis of the list", "তালিকা থেকে একটি রোগ বেছে নিন"))
    ])
    static let followUpInThePast = Problem.invalid([
        Field("followUpOn", Bilingual("This day is over", "এই দিনটি পার হয়ে গেছে"))
    ])
    static let followUpTooFar = Problem.invalid([
        Field("followUpOn", Bilingual("At most two years from now", "সর্বোচ্চ দুই বছরের মধ্যে হতে হবে"))
    ])
    static let nothingToSign = Problem.invalid([
        Field(
            "conditions",
            Bilingual("Write at least one complaint or diagnosis", "অন্তত একটি সমস্যা বা রোগ নির্ণয় লিখুন"))
    ])
    static let notSignedYet = Problem(
        .conflict, "not-signed-yet",
        Bilingual("This consultation is not signed yet", "এই পরামর্শ এখনো স্বাক্ষর করা হয়নি"))

    /// A row of the list with several strengths is no medicine yet: one of them has to be chosen.
    static func unknownMedicine(_ code: String, _ medicines: Medicines) -> Problem {
        let codes = medicines.presentations(of: code).map { "\($0.code) (\($0.strength), \($0.form))" }
        guard !codes.isEmpty else {
            return .invalid([
                Field("medicine", Bilingual("Choose a medicine of the list", "তালিকা থেকে একটি ওষুধ বেছে নিন"))
            ])
        }
        let list = codes.joined(separator: ", ")
        return .invalid([Field("medicine", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }

    static func unknownTiming(_ notation: DosageNotation) -> Problem {
        let list = notation.timings.map(\.code).joined(separator: ", ")
        return .invalid([Field("timing", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }

    static func needsDays(_ medicine: Medicine) -> Problem {
        .invalid([
            Field(
                "days",
                Bilingual(
                    "\(medicine.generic.english) is an antibiotic: say for how many days",
                    "\(medicine.generic.bangla) একটি অ্যান্টিবায়োটিক: কত দিন খাবেন লিখুন"))
        ])
    }

    static func alreadyWritten(_ name: Bilingual) -> Problem {
        Problem(
            .conflict, "already-written",
            Bilingual("\(name.english) is written already", "\(name.bangla) আগেই লেখা হয়েছে"))
    }

    static func rateMissing(_ code: String) -> Problem {
        Problem(
            .conflict, "rate-missing",
            Bilingual(
                "The price list has no \(code). Tell the manager; nothing is lost.",
                "মূল্য তালিকায় \(code) নেই। ব্যবস্থাপককে জানান; কিছু হারায়নি।"),
            members: ["code": .text(code)])
    }

    /// Somebody wrote into the draft meanwhile: on another tablet, or in another tab.
    static func staleDraft(_ draft: Encounter) -> Problem {
        var members: [String: Member] = [
            "encounterStatus": .text(draft.status.rawValue), "version": .number(draft.version),
        ]
        members["history"] = draft.history.map(Member.text)
        members["examination"] = draft.examination.map(Member.text)
        members["advice"] = draft.advice.map(Member.text)
        members["followUpOn"] = draft.followUp.map { .text($0.description) }
        return Problem(
            .conflict, "stale-draft",
            Bilingual(
                "This consultation was changed meanwhile, perhaps on another tablet. See what is there now; saving again replaces it.",
                "এর মধ্যে এই পরামর্শ বদলে গেছে, হয়তো অন্য ট্যাবলেটে। এখন যা আছে দেখে নিন; আবার সংরক্ষণ করলে এটি থাকবে।"),
            members: members)
    }
}
