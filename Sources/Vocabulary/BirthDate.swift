/// What is known of when someone was born: a date, or an age somebody estimated on a day. Never an instant.
package enum BirthDate: Hashable, Sendable {
    case date(Day)
    case estimated(Age, on: Day)

    /// The day itself, when it is known.
    package var day: Day? { if case .date(let day) = self { day } else { nil } }

    /// The age that was estimated, and when, while the day is not known.
    package var estimate: (age: Age, on: Day)? { if case .estimated(let age, let on) = self { (age, on) } else { nil } }

    /// The age on a day. An estimate in years grows by the calendar year that has passed since it was made.
    package func age(on day: Day) -> Age? {
        switch self {
        case .date(let birth): return Age(from: birth, on: day)
        case .estimated(let age, let estimatedOn):
            guard day > estimatedOn else { return age }
            return Age(from: Self.approximateBirth(age, estimatedOn), on: day)
        }
    }

    private static func approximateBirth(_ age: Age, _ on: Day) -> Day {
        switch age.unit {
        case .years: on.adding(days: -(age.value * 1461 / 4))
        case .months: on.adding(days: -(age.value * 1461 / 48))
        case .days: on.adding(days: -age.value)
        }
    }
}
