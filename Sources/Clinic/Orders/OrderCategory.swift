import Vocabulary

/// Who does what was asked for (FHIR ServiceRequest.category): samples go to the laboratory; images and tracings are
/// the sonographer's.
package enum OrderCategory: String, Sendable, CaseIterable {
    case laboratory, imaging

    /// - Parameter discipline: the category of the catalogue, such as "haematology".
    init(of discipline: String) { self = Self.imagingDisciplines.contains(discipline) ? .imaging : .laboratory }

    static let imagingDisciplines: Set = ["imaging", "cardiac"]

    package var name: Bilingual {
        switch self {
        case .laboratory: Bilingual("Laboratory", "ল্যাবরেটরি")
        case .imaging: Bilingual("Ultrasound, X-ray, ECG", "আল্ট্রাসনো, এক্স-রে, ইসিজি")
        }
    }

    /// Who enters results, answers for them, and revokes.
    var callers: Callers {
        switch self {
        case .laboratory: .holding(.reportLaboratory)
        case .imaging: .holding(.reportImaging)
        }
    }
}
