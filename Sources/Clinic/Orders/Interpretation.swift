import Vocabulary

/// What a result says of the person (v3 ObservationInterpretation).
package enum Interpretation: String, Sendable, CaseIterable {
    case low = "L"
    case normal = "N"
    case high = "H"
    /// Words that are not the expected ones.
    case abnormal = "A"

    package var name: Bilingual {
        switch self {
        case .low: Bilingual("Low", "কম")
        case .normal: Bilingual("Normal", "স্বাভাবিক")
        case .high: Bilingual("High", "বেশি")
        case .abnormal: Bilingual("Abnormal", "অস্বাভাবিক")
        }
    }
}
