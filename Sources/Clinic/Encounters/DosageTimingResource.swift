import FHIR
import Vocabulary

/// The local notation, morning+noon+night ("1+0+1", "½+0+½", four parts with bedtime), with its qualifiers, as far as
/// FHIR's Timing can say the same. What it cannot say stays in the words.
struct DosageTiming {
    /// The same amount each time; nil when the amounts differ or cannot be read.
    private(set) var dose: FHIR.Decimal?
    private(set) var timing: Timing?
    private(set) var isAsNeeded = false

    /// - Parameter timing: codes of the catalogue of notation, with spaces or commas between them.
    init(pattern: String, timing: String?, days: Int?) {
        let qualifiers = Set((timing ?? "").split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init))
        isAsNeeded = !qualifiers.isDisjoint(with: ["sos", "pain", "fever", "after_each_stool"])
        guard let slots = Self.slots(pattern) else { return }
        let taken = slots.indices.filter { slots[$0] != nil }
        guard let first = taken.first, let dose = slots[first], taken.allSatisfy({ slots[$0] == dose }),
            qualifiers.isDisjoint(with: ["stat", "after_each_stool"])
        else { return }
        self.dose = dose
        self.timing = Timing(Self.repetition(taken, of: slots.count, pattern, qualifiers, days))
    }

    /// The amount at each time of the day, nil for none. Nil as a whole when it is another notation.
    private static func slots(_ pattern: String) -> [FHIR.Decimal?]? {
        let amounts = (pattern.split(separator: " ").first ?? "").split(separator: "+").map(amount)
        guard amounts.count == 3 || amounts.count == 4, !amounts.contains(.unreadable) else { return nil }
        return amounts.map { if case .some(let decimal) = $0 { decimal } else { nil } }
    }

    private enum Amount: Equatable { case none, some(FHIR.Decimal), unreadable }

    private static func amount(_ text: Substring) -> Amount {
        let ascii = Digits.toASCII(String(text))
        if ascii == "0" { return .none }
        let halves = ["½": "5", "¼": "25", "¾": "75"]
        if let last = ascii.last, let fraction = halves[String(last)] {
            let whole = ascii.count == 1 ? "0" : String(ascii.dropLast())
            return FHIR.Decimal(whole + "." + fraction).map(Amount.some) ?? .unreadable
        }
        return FHIR.Decimal(ascii).map(Amount.some) ?? .unreadable
    }

    private static func repetition(
        _ taken: [Int], of slots: Int, _ pattern: String, _ qualifiers: Set<String>, _ days: Int?
    ) -> Timing.Repeat {
        var repetition = Timing.Repeat()
        repetition.boundsDuration = days.map { Quantity(FHIR.Decimal($0), ucum: "d", unit: "day") }
        repetition.frequency = taken.count
        let isAlternate = qualifiers.contains("alternate_day") || pattern.contains("alternate")
        repetition.period = FHIR.Decimal(isAlternate ? 2 : 1)
        repetition.periodUnit = qualifiers.contains("weekly") ? "wk" : "d"
        repetition.when = taken.compactMap { when($0, of: slots, taken.count, qualifiers) }
        if qualifiers.contains("before_meal_30"), repetition.when?.isEmpty == false { repetition.offset = 30 }
        return repetition
    }

    /// http://hl7.org/fhir/ValueSet/event-timing. Four times a day is every six hours as often as with bedtime, so it
    /// has no times.
    private static func when(_ slot: Int, of slots: Int, _ taken: Int, _ qualifiers: Set<String>) -> String? {
        if slots == 4 && taken == 4 { return nil }
        if slot == 3 || slot == 2 && qualifiers.contains("bedtime") { return "HS" }
        if qualifiers.contains("before_meal") || qualifiers.contains("before_meal_30") {
            return ["ACM", "ACD", "ACV"][slot]
        }
        if qualifiers.contains("with_meal") { return ["CM", "CD", "CV"][slot] }
        if qualifiers.contains("after_meal") { return ["PCM", "PCD", "PCV"][slot] }
        return ["MORN", "NOON", "NIGHT"][slot]
    }
}
