/// Whether a woman is pregnant (LOINC 82810-3), or gave birth within the last 42 days.
package enum PregnancyStatus: String, Sendable, CaseIterable {
    case pregnant, postpartum
    case notPregnant = "not-pregnant"
    case unknown

    package var name: Bilingual {
        switch self {
        case .pregnant: Bilingual("Pregnant", "গর্ভবতী")
        case .postpartum: Bilingual("Gave birth in the last 42 days", "৪২ দিনের মধ্যে প্রসব হয়েছে")
        case .notPregnant: Bilingual("Not pregnant", "গর্ভবতী নন")
        case .unknown: Bilingual("Not known", "জানা নেই")
        }
    }
}
