import Vocabulary

/// What a program may read: a group of routes, each of which says which scope opens it. Nothing in any of them writes.
package enum Scope: String, Sendable, CaseIterable {
    case queue, patients, encounters, reports, catalogue, metrics

    package var name: Bilingual {
        switch self {
        case .queue: Bilingual("Tokens, lines and screens of the day", "দিনের টোকেন, সারি ও পর্দা")
        case .patients: Bilingual("Patients: search and details", "রোগী: খোঁজা ও তথ্য")
        case .encounters:
            Bilingual("Consultations, measurements, tests and results", "পরামর্শ, মাপ, পরীক্ষা ও ফলাফল")
        case .reports:
            Bilingual("Lists of the day, accounts, what the SHR was told", "দিনের তালিকা, হিসাব, SHR-এ পাঠানো তথ্য")
        case .catalogue: Bilingual("Catalogue: diagnoses, medicines, tests", "ক্যাটালগ: রোগ, ওষুধ, পরীক্ষা")
        case .metrics: Bilingual("What the server counts about itself", "সার্ভারের নিজের পরিসংখ্যান")
        }
    }
}
