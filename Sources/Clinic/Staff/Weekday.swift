import Vocabulary

/// A day of the week, as the clinic counts them: the week begins on Saturday.
package enum Weekday: String, Sendable, CaseIterable {
    case saturday, sunday, monday, tuesday, wednesday, thursday, friday

    /// As in ISO 8601: Monday is 1, Sunday 7.
    package var number: Int {
        switch self {
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        case .sunday: 7
        }
    }

    package var name: Bilingual {
        switch self {
        case .saturday: Bilingual("Saturday", "শনিবার")
        case .sunday: Bilingual("Sunday", "রবিবার")
        case .monday: Bilingual("Monday", "সোমবার")
        case .tuesday: Bilingual("Tuesday", "মঙ্গলবার")
        case .wednesday: Bilingual("Wednesday", "বুধবার")
        case .thursday: Bilingual("Thursday", "বৃহস্পতিবার")
        case .friday: Bilingual("Friday", "শুক্রবার")
        }
    }

    /// "sat", for tables.
    var short: String { String(rawValue.prefix(3)) }

    init?(number: Int) {
        guard let day = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = day
    }

    package init(_ day: Day) {
        // 1970-01-01 was a Thursday, the sixth of the clinic's week.
        self = Self.allCases[((day.epochDay + 5) % 7 + 7) % 7]
    }
}
