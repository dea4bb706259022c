import Vocabulary

/// A station on a visit's way through the clinic where people wait to be called.
package enum Stage: String, Sendable, CaseIterable {
    case registration, screening, consultation, orders, billing

    package var name: Bilingual {
        switch self {
        case .registration: Bilingual("Registration", "নিবন্ধন")
        case .screening: Bilingual("Screening", "স্ক্রিনিং")
        case .consultation: Bilingual("Consultation", "ডাক্তার দেখানো")
        case .orders: Bilingual("Tests", "পরীক্ষা")
        case .billing: Bilingual("Billing", "বিল")
        }
    }

    /// Who serves people here.
    package var callers: Callers {
        switch self {
        case .registration: .holding(.registerPatients)
        case .screening: .holding(.screen)
        case .consultation: .holding(.serveConsultation)
        case .orders: .holding(.serveOrders)
        case .billing: .holding(.bill)
        }
    }

    /// Where the work of this stage on one visit is done: each station's page is at this address.
    package func page(of visit: ID<Visit>) -> String { "/\(rawValue)/visits/\(visit)" }

    /// Where people are called to this stage, into a room when it is known.
    package func board(_ room: String?) -> String { "/queue/\(rawValue)" + (room.map { "?room=" + $0 } ?? "") }
}
