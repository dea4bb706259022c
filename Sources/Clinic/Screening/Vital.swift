import Vocabulary

/// What is measured here, by the names of the fields; in the order of the form.
enum Vital: String, CaseIterable {
    case weight, height, temperature, pulse, systolic, diastolic, spo2, respiratoryRate, glucose

    /// The code of the catalogue of observations.
    func code(_ timing: GlucoseTiming) -> String {
        switch self {
        case .weight: "WEIGHT"
        case .height: "HEIGHT"
        case .temperature: "TEMP"
        case .pulse: "PULSE"
        case .systolic: BloodPressure.systolic
        case .diastolic: BloodPressure.diastolic
        case .spo2: "SPO2"
        case .respiratoryRate: "RESP"
        case .glucose: timing.code
        }
    }

    /// Every code that this is written down under.
    var codes: [String] { self == .glucose ? GlucoseTiming.allCases.map(\.code) : [code(.random)] }

    /// Where it is confirmed in a form that it was measured again.
    var confirmation: String { rawValue + "Confirmed" }
}

/// When the blood was taken.
enum GlucoseTiming: String, CaseIterable {
    case random, fasting
    case afterMeal = "2hpp"

    var code: String {
        switch self {
        case .random: "GLU_RANDOM"
        case .fasting: "GLU_FASTING"
        case .afterMeal: "GLU_2HPP"
        }
    }

    var name: Bilingual {
        switch self {
        case .random: Bilingual("Any time", "যেকোনো সময়")
        case .fasting: Bilingual("Fasting", "খালি পেটে")
        case .afterMeal: Bilingual("2 hours after a meal", "খাওয়ার ২ ঘণ্টা পর")
        }
    }
}
