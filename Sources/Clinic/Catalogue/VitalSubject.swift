import Vocabulary

/// Whom limits and thresholds are asked for, as far as it is known.
package struct VitalSubject: Sendable, Equatable {
    /// Between these ages a woman is asked whether she is pregnant.
    static let fertileAges = 10 * 365..<56 * 365
    /// From this age body mass and blood pressure are judged as an adult's.
    static let adultFrom = 18 * 365

    /// The ages in days that are possible; every age when nothing is known.
    let ages: ClosedRange<Int>
    let sex: Sex
    /// Nobody who cannot be pregnant is "unknown".
    let pregnancy: PregnancyStatus

    init(ages: ClosedRange<Int>, sex: Sex, pregnancy: PregnancyStatus) {
        self.ages = ages
        self.sex = sex
        self.pregnancy = Self.mayBePregnant(ages, sex) ? pregnancy : .notPregnant
    }

    init(_ patient: Patient, pregnancy: PregnancyStatus, on day: Day) {
        self.init(ages: Self.ages(patient, on: day), sex: patient.sex, pregnancy: pregnancy)
    }

    var isAdult: Bool { ages.lowerBound >= Self.adultFrom }

    static func mayBePregnant(_ patient: Patient, on day: Day) -> Bool {
        mayBePregnant(ages(patient, on: day), patient.sex)
    }

    private static func mayBePregnant(_ ages: ClosedRange<Int>, _ sex: Sex) -> Bool {
        sex != .male && ages.overlaps(fertileAges)
    }

    private static func ages(_ patient: Patient, on day: Day) -> ClosedRange<Int> {
        patient.birth?.possibleDays(on: day) ?? 0...Int.max
    }
}

/// Ages in days: from the first, which belongs to it, to the last, which does not.
struct AgeSpan: Sendable, Equatable {
    let from: Int
    let to: Int

    /// - Throws: `CatalogueError` for a span that is empty or begins before birth.
    init(_ row: CatalogueRow) throws {
        from = try row.integer("age_from_days")
        to = try row.optionalInteger("age_to_days_excl") ?? Int.max
        guard from >= 0 else { throw row.error("age_from_days", "an age in days that is not negative") }
        guard to > from else { throw row.error("age_to_days_excl", "an age above age_from_days") }
    }

    func overlaps(_ ages: ClosedRange<Int>) -> Bool { ages.lowerBound < to && from <= ages.upperBound }
}
