import Vocabulary

/// What someone does in the clinic. A person may have several.
package enum Role: String, Sendable, CaseIterable {
    case receptionist
    case clinicalAssistant = "clinical-assistant"
    case paramedic, doctor, laboratory, sonographer, cashier, manager, administrator

    package var name: Bilingual {
        switch self {
        case .receptionist: Bilingual("Receptionist", "অভ্যর্থনাকারী")
        case .clinicalAssistant: Bilingual("Clinical assistant", "ক্লিনিক্যাল সহকারী")
        case .paramedic: Bilingual("Paramedic", "প্যারামেডিক")
        case .doctor: Bilingual("Doctor", "চিকিৎসক")
        case .laboratory: Bilingual("Laboratory", "ল্যাবরেটরি")
        case .sonographer: Bilingual("Sonographer", "সনোগ্রাফার")
        case .cashier: Bilingual("Cashier", "ক্যাশিয়ার")
        case .manager: Bilingual("Manager", "ব্যবস্থাপক")
        case .administrator: Bilingual("Administrator", "প্রশাসক")
        }
    }
}
