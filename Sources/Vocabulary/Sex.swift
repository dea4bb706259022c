/// Administrative gender as FHIR codes it (http://hl7.org/fhir/administrative-gender).
package enum Sex: String, Sendable, CaseIterable {
    case female, male, other, unknown

    package var name: Bilingual {
        switch self {
        case .female: Bilingual("Female", "মহিলা")
        case .male: Bilingual("Male", "পুরুষ")
        case .other: Bilingual("Third gender", "তৃতীয় লিঙ্গ")
        case .unknown: Bilingual("Not known", "জানা নেই")
        }
    }
}
