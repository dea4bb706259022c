import Vocabulary

enum AuditText {
    static let title = Bilingual("Who did and saw what", "কে কী করেছেন ও দেখেছেন")
    static let menu = Bilingual("Audit", "নিরীক্ষা")
    static let from = Bilingual("From", "যেদিন থেকে")
    static let to = Bilingual("To", "যেদিন পর্যন্ত")
    static let person = Bilingual("Person", "কর্মী")
    static let everybody = Bilingual("Everybody", "সবাই")
    static let action = Bilingual("What was done", "কী করা হয়েছে")
    static let everything = Bilingual("Everything", "সব কাজ")
    static let route = Bilingual("Address in the program", "প্রোগ্রামের ঠিকানা")
    static let routeHint = Bilingual("A part of it, such as /invoices", "কিছু অংশ লিখুন, যেমন /invoices")
    static let show = Bilingual("Show", "দেখান")
    static let onlyPatient = Bilingual("Only of", "শুধু এই রোগীর")
    static let allPatients = Bilingual("All patients", "সব রোগী")
    static let nothing = Bilingual(
        "Nothing was recorded in these days that fits. Choose other days or leave a box empty.",
        "এই দিনগুলোতে এমন কিছু লেখা নেই। অন্য দিন বেছে নিন বা কোনো ঘর খালি রাখুন।")
    static let older = Bilingual("Older", "আরও পুরোনো")
    static let newest = Bilingual("Back to the newest", "নতুনগুলোতে ফিরুন")
    static let asTable = Bilingual("As a table (CSV)", "টেবিল হিসেবে (CSV)")
    static let when = Bilingual("When", "কখন")
    static let who = Bilingual("Who", "কে")
    static let what = Bilingual("What", "কী")
    static let whom = Bilingual("Patient", "রোগী")
    static let whence = Bilingual("From where", "কোথা থেকে")
    static let found = Bilingual("whom a search showed", "খোঁজে যাঁকে পাওয়া গেছে")
    static let refused = Bilingual("not permitted", "অনুমতি ছিল না")
    static let why = Bilingual("Reason", "কারণ")
    static let before = Bilingual("before", "আগে")
    static let after = Bilingual("after", "পরে")
    static let program = Bilingual("On the server itself", "সার্ভার থেকে")
    static let nobody = Bilingual("Nobody signed in", "সাইন ইন ছাড়া")
    static let someone = Bilingual("Somebody unknown", "অজানা কেউ")
    static let outside = Bilingual("Past the program", "প্রোগ্রামের বাইরে থেকে")
    static let history = Bilingual("Who saw this patient's record", "এই রোগীর তথ্য কে দেখেছেন")
    static let historyHint = Bilingual(
        "Everybody who saw or changed something of this patient, the newest first.",
        "এই রোগীর কোনো তথ্য যিনি দেখেছেন বা বদলেছেন, নতুনটি আগে।")
    static let noHistory = Bilingual(
        "Nobody has seen or changed anything of this patient in these days.",
        "এই দিনগুলোতে কেউ এই রোগীর কিছু দেখেননি বা বদলাননি।")
    static let print = Bilingual("Print", "প্রিন্ট")
    static let inLog = Bilingual("In the whole log", "পুরো তালিকায় দেখুন")
    static let printedOn = Bilingual("Printed on", "প্রিন্টের তারিখ")

    static func more(_ count: Int) -> Bilingual {
        Bilingual(
            "These are the newest \(count). For older ones choose days.",
            "এখানে নতুন \(Language.bangla.digits(count))টি আছে। পুরোনোগুলোর জন্য দিন বেছে নিন।")
    }

    static func shown(_ count: Int) -> Bilingual {
        Bilingual("\(count) shown", "\(Language.bangla.digits(count)) জন দেখানো হয়েছে")
    }

    static func name(_ action: AuditAction) -> Bilingual {
        switch action {
        case .create: Bilingual("wrote down", "লিখেছেন")
        case .read: Bilingual("looked at", "দেখেছেন")
        case .update: Bilingual("changed", "বদলেছেন")
        case .delete: Bilingual("took out", "বাদ দিয়েছেন")
        case .execute: Bilingual("did", "করেছেন")
        }
    }

    /// What it was about, for a person; nil for what has no name of its own.
    static func name(_ entity: String?) -> Bilingual? {
        guard let entity else { return nil }
        return switch AuditEntity(rawValue: entity) {
        case .patient: Bilingual("the person's details", "ব্যক্তির তথ্য")
        case .visit: Bilingual("a visit", "একটি সাক্ষাৎ")
        case .token: Bilingual("a token", "একটি টোকেন")
        case .entry: Bilingual("a place in the line", "লাইনের একটি জায়গা")
        case .encounter: Bilingual("a consultation", "একটি পরামর্শ")
        case .order: Bilingual("a test", "একটি পরীক্ষা")
        case .result: Bilingual("a result", "একটি ফলাফল")
        case .invoice: Bilingual("an invoice", "একটি বিল")
        case .observation: Bilingual("a measurement", "একটি মাপ")
        case .staff: Bilingual("a member of staff", "একজন কর্মী")
        case .device: Bilingual("a device", "একটি ডিভাইস")
        case .client: Bilingual("a program", "একটি প্রোগ্রাম")
        case .audit: Bilingual("this log", "এই তালিকা")
        case .outbox: Bilingual("what is told to the SHR", "SHR-এ পাঠানো তথ্য")
        case nil: nil
        }
    }

    static func moment(_ instant: Instant, _ language: Language) -> String {
        "\(Day(instant).words(language)), \(language.digits(instant.wallClock))"
    }
}
