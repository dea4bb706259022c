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

    /// The ages in days that are possible on a day: one for a date, a span for an estimate. Limits and thresholds count
    /// a year as 365 days, and so does this. Nil for a day before the birth.
    package func possibleDays(on day: Day) -> ClosedRange<Int>? {
        switch self {
        case .date(let birth): return birth <= day ? day.epochDay - birth.epochDay...day.epochDay - birth.epochDay : nil
        case .estimated(let age, let estimatedOn):
            let elapsed = max(0, day.epochDay - estimatedOn.epochDay)
            return Self.days(age.value, age.unit) + elapsed...Self.days(age.value + 1, age.unit) - 1 + elapsed
        }
    }

    private static func days(_ value: Int, _ unit: Age.Unit) -> Int {
        switch unit {
        case .years: value * 365
        case .months: value * 365 / 12
        case .days: value
        }
    }
}
