import Vocabulary

/// How a medicine is to be taken (FHIR Dosage), and how that is said to a patient.
package struct Dosage: Sendable {
    package let pattern: DosePattern
    package let unit: DoseUnit
    package let timing: DoseTiming?
    /// None: until told otherwise.
    package let days: Int?

    /// - Throws: naming the timing that does not fit the pattern.
    package init(_ pattern: DosePattern, _ unit: DoseUnit, _ timing: DoseTiming?, days: Int?) throws(Refusal) {
        if let timing, timing.isOnce || timing.code == "weekly", pattern.times > 1 {
            throw Refusal(
                "\(timing.name.english): the pattern must have one dose, such as 1+0+0",
                "\(timing.name.bangla): মাত্রা একটিই হতে হবে, যেমন ১+০+০")
        }
        if let timing, timing.isAsNeeded, Set(pattern.slots.filter { $0 != .none }).count > 1 {
            throw Refusal(
                "\(timing.name.english): the same dose each time, such as 1+1+1",
                "\(timing.name.bangla): প্রতিবার একই মাত্রা হতে হবে, যেমন ১+১+১")
        }
        (self.pattern, self.unit, self.timing, self.days) = (pattern, unit, timing, days)
    }

    /// "1 tablet twice a day, morning and night, after food, for 7 days" and "১টি করে দিনে ২ বার, সকালে ও রাতে,
    /// খাবারের পরে, ৭ দিন".
    package var instruction: Bilingual {
        Bilingual(parts(.english).joined(separator: ", "), parts(.bangla).joined(separator: ", "))
    }

    private func parts(_ language: Language) -> [String] {
        if let timing, timing.isOnce { return [once[language], timing.name[language]] }
        if let timing, timing.isAsNeeded { return asNeeded(timing, language) + duration(language) }
        let when = timing?.isInterval == true ? [] : [timing?.name[language]].compactMap(\.self)
        return regular(language) + when + duration(language)
    }

    private func regular(_ language: Language) -> [String] {
        let interval = timing.flatMap { $0.isInterval ? $0.name : nil }
        guard let amount = sameAmount else { return [interval?[language], eachSlot[language]].compactMap(\.self) }
        let often = interval ?? timesADay
        let times = everySixHours ?? slotNames
        guard unit.isCounted else { return [often[language], times[language], unitAlone[language]] }
        return [each(amount, language) + " " + often[language], times[language]]
    }

    private func asNeeded(_ timing: DoseTiming, _ language: Language) -> [String] {
        let amount = unit.isCounted ? each(largest, language) : unitAlone[language]
        if timing.code == "after_each_stool" { return [amount, timing.name[language]] }
        return [amount, timing.name[language], atMost[language]]
    }

    private func each(_ amount: DoseAmount, _ language: Language) -> String {
        language == .english ? unit.english(amount) : unit.bangla(amount) + " করে"
    }

    /// "for 7 days"; "continue" where no end was said, except for what is taken only now and then.
    private func duration(_ language: Language) -> [String] {
        guard let days else { return timing?.isAsNeeded == true ? [] : [Self.goesOn[language]] }
        let (count, unit) = days % 30 == 0 ? (days / 30, Self.month) : (days, Self.day)
        let plural = language == .english && count > 1 ? "s" : ""
        let words = language.digits(count) + " " + unit[language] + plural
        return [language == .english ? "for " + words : words]
    }
}

extension Dosage {
    private var taken: [(amount: DoseAmount, name: Bilingual)] {
        zip(pattern.slots, Self.slotNames).filter { $0.0 != .none }.map { ($0.0, $0.1) }
    }

    /// The amount that is taken each time; nil when it differs.
    private var sameAmount: DoseAmount? {
        guard unit.isCounted else { return taken.first?.amount }
        return Set(taken.map(\.amount)).count == 1 ? taken.first?.amount : nil
    }

    private var largest: DoseAmount { taken.map(\.amount).max { $0.quarters < $1.quarters } ?? .none }

    private var everySixHours: Bilingual? {
        pattern.times == 4 ? Bilingual("every 6 hours", "৬ ঘণ্টা পর পর") : nil
    }

    private var slotNames: Bilingual { Self.list(taken.map(\.name)) }

    /// "2 tablets in the morning and 1 tablet at night".
    private var eachSlot: Bilingual {
        Self.list(
            taken.map { slot in
                Bilingual(
                    unit.english(slot.amount) + " " + slot.name.english,
                    slot.name.bangla + " " + unit.bangla(slot.amount))
            })
    }

    private var once: Bilingual {
        unit.isCounted ? Bilingual(unit.english(largest), unit.bangla(largest)) : unitAlone
    }

    private var unitAlone: Bilingual { Bilingual("apply thinly", "অল্প করে লাগাবেন") }

    private var timesADay: Bilingual {
        let english = ["", "once", "twice", "three times", "four times"][pattern.times]
        return Bilingual(english + " a day", "দিনে \(Language.bangla.digits(pattern.times)) বার")
    }

    private var atMost: Bilingual {
        let english = ["", "once", "twice", "three times", "four times"][pattern.times]
        return Bilingual("at most \(english) a day", "দিনে সর্বোচ্চ \(Language.bangla.digits(pattern.times)) বার")
    }

    private static let slotNames = [
        Bilingual("in the morning", "সকালে"), Bilingual("at noon", "দুপুরে"), Bilingual("at night", "রাতে"),
        Bilingual("at bedtime", "ঘুমানোর আগে"),
    ]
    private static let goesOn = Bilingual("continue", "চলবে")
    private static let day = Bilingual("day", "দিন")
    private static let month = Bilingual("month", "মাস")

    /// "in the morning, at noon and at night".
    private static func list(_ items: [Bilingual]) -> Bilingual {
        Bilingual(joined(items.map(\.english), " and "), joined(items.map(\.bangla), " ও "))
    }

    private static func joined(_ items: [String], _ last: String) -> String {
        guard items.count > 1, let end = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + last + end
    }
}
