import Vocabulary

/// The two numbers of a blood pressure (LOINC panel 85354-9).
enum BloodPressure {
    static let systolic = "BP_SYS"
    static let diastolic = "BP_DIA"

    static func partner(of code: String) -> String? {
        switch code {
        case systolic: diastolic
        case diastolic: systolic
        default: nil
        }
    }

    static func isOrdered(_ code: String, _ value: DecimalText, _ partner: DecimalText) -> Bool {
        code == systolic ? value > partner : partner > value
    }
}
