/// How old someone is, in the unit that people use for that age (UCUM a, mo, d).
package struct Age: Hashable, Sendable {
    package enum Unit: String, Sendable, CaseIterable {
        case years, months, days

        package var name: Bilingual {
            switch self {
            case .years: Bilingual("years", "বছর")
            case .months: Bilingual("months", "মাস")
            case .days: Bilingual("days", "দিন")
            }
        }

        /// The most that is believed of this unit.
        package var limit: Int {
            switch self {
            case .years: 130
            case .months: 60
            case .days: 366
            }
        }
    }

    package let value: Int
    package let unit: Unit

    /// Nil for a negative or unbelievable age.
    package init?(_ value: Int, _ unit: Unit) {
        guard (0...unit.limit).contains(value) else { return nil }
        self.value = value
        self.unit = unit
    }

    /// The age on a day, as said at the desk: in days for the first month, in months below two years, then in years.
    package init?(from birth: Day, on day: Day) {
        guard birth <= day else { return nil }
        let (b, d) = (birth.components, day.components)
        let months = (d.year - b.year) * 12 + d.month - b.month - (d.day < b.day ? 1 : 0)
        switch months {
        case ..<1: self.init(day.epochDay - birth.epochDay, .days)
        case ..<24: self.init(months, .months)
        default: self.init(months / 12, .years)
        }
    }

    package func words(_ language: Language) -> String { language.digits(value) + " " + unit.name[language] }
}
