import Vocabulary

/// How far someone is at a stage.
package enum EntryState: String, Sendable, CaseIterable {
    case waiting, called, serving
    case noShow = "no-show"
    case done, voided

    package var name: Bilingual {
        switch self {
        case .waiting: Bilingual("Waiting", "অপেক্ষমাণ")
        case .called: Bilingual("Called", "ডাকা হয়েছে")
        case .serving: Bilingual("Being served", "সেবা চলছে")
        case .noShow: Bilingual("Not here", "অনুপস্থিত")
        case .done: Bilingual("Done", "সম্পন্ন")
        case .voided: Bilingual("Voided", "বাতিল")
        }
    }
}

/// One token's time at one stage. The queue keeps it; the visit only names it.
package enum QueueEntry {}
