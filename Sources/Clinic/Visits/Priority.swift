import Vocabulary

/// Why someone may go ahead of those who came before.
package enum Priority: String, Sendable, CaseIterable {
    case emergency
    case verySick = "very-sick"
    case pregnant
    case smallChild = "small-child"
    case elderly, disability, ordinary

    package var name: Bilingual {
        switch self {
        case .emergency: Bilingual("Emergency", "জরুরি")
        case .verySick: Bilingual("Very sick", "খুব অসুস্থ")
        case .pregnant: Bilingual("Pregnant", "গর্ভবতী")
        case .smallChild: Bilingual("Small child", "ছোট শিশু")
        case .elderly: Bilingual("Elderly", "প্রবীণ")
        case .disability: Bilingual("Disability", "প্রতিবন্ধী")
        case .ordinary: Bilingual("Ordinary", "সাধারণ")
        }
    }

    /// How many minutes ahead of their arrival people with this priority stand. Because it is a span of time and not
    /// a class, whoever has waited that much longer goes first, and nobody starves.
    package var minutesAhead: Int {
        switch self {
        case .emergency: 24 * 60
        case .verySick: 60
        case .pregnant, .smallChild, .elderly, .disability: 20
        case .ordinary: 0
        }
    }
}
