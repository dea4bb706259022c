import Vocabulary

enum ConsultationText {
    static let title = Bilingual("Consultation", "ডাক্তার দেখানো")
    static let begin = Bilingual("Begin", "শুরু করুন")
    static let beginAgain = Bilingual("See them once more", "আবার দেখুন")
    static let notBegun = Bilingual(
        "Nothing is written in this visit yet.", "এই সাক্ষাতে এখনো কিছু লেখা হয়নি।")

    static let known = Bilingual("What is known", "যা জানা আছে")
    static let measured = Bilingual("Measured today", "আজকের মাপ")
    static let notMeasured = Bilingual("Nothing was measured in this visit.", "এই সাক্ষাতে কিছু মাপা হয়নি।")
    static let past = Bilingual("Earlier consultations", "আগের চিকিৎসা")
    static let noPast = Bilingual("None yet in this clinic.", "এই ক্লিনিকে এর আগে দেখানো হয়নি।")
    static let results = Bilingual("Tests and results", "পরীক্ষা ও ফল")
    static let noResults = Bilingual("No tests yet.", "এখনো কোনো পরীক্ষা হয়নি।")
    static let waitsForResult = Bilingual("no result yet", "ফল এখনো আসেনি")

    static let history = Bilingual("History", "রোগের ইতিহাস")
    static let examination = Bilingual("Examination", "শারীরিক পরীক্ষা")
    static let advice = Bilingual("Advice", "পরামর্শ")
    static let followUp = Bilingual("Come again on", "আবার আসবেন")
    static let kept = Bilingual("kept {time}", "{time} টায় সংরক্ষণ হয়েছে")
    static let notKept = Bilingual(
        "Not kept yet: no connection. It is tried again.", "এখনো সংরক্ষণ হয়নি: সংযোগ নেই। আবার চেষ্টা চলছে।")
    static let sign = Bilingual("Sign", "স্বাক্ষর")
    static let remove = Bilingual("Take out", "বাদ দিন")
    static let nothingFound = Bilingual(
        "Nothing fits. Try the beginning of the name, in Bangla or English.",
        "কিছু মেলেনি। নামের শুরুটা লিখে দেখুন, বাংলা বা ইংরেজিতে।")

    static let sinceDays = Bilingual("For how many days?", "কত দিন ধরে?")
    static let ownWords = Bilingual("Write in these words", "এই কথাতেই লিখুন")
    static let verification = Bilingual("How sure?", "কতটা নিশ্চিত?")
    static let testNote = Bilingual("Note for the laboratory", "ল্যাবের জন্য নোট")

    static let prescription = Bilingual("Prescription", "ব্যবস্থাপত্র")
    static let pattern = Bilingual("Dose", "মাত্রা")
    static let patternHint = Bilingual("morning + noon + night, such as 1+0+1", "সকাল + দুপুর + রাত, যেমন ১+০+১")
    static let timing = Bilingual("When", "কখন")
    static let noTiming = Bilingual("—", "—")
    static let days = Bilingual("For how many days?", "কত দিন?")
    static let daysHint = Bilingual("Empty: continues", "খালি রাখলে: চলবে")
    static let lineNote = Bilingual("Note", "বিশেষ কথা")
    static let add = Bilingual("Add", "যোগ করুন")
    static let another = Bilingual("Another medicine", "অন্য ওষুধ")

    static let signTitle = Bilingual("Sign and print?", "স্বাক্ষর করে ছাপাবেন?")
    static let signHint = Bilingual(
        "After this nothing in it can be changed.", "এর পরে এতে আর কিছু বদলানো যাবে না।")
    static let signNow = Bilingual("Sign and print", "স্বাক্ষর ও প্রিন্ট")
    static let keepWriting = Bilingual("Go on writing", "আরও লিখুন")
    static let nothing = Bilingual("—", "—")
    static let paper = Bilingual("The prescription on paper", "ছাপা ব্যবস্থাপত্র")

    static func signed(_ at: Instant, by name: Bilingual) -> Bilingual {
        Bilingual(
            "Signed at \(at.wallClock) by \(name.english)",
            "\(Language.bangla.digits(at.wallClock)) টায় স্বাক্ষর করেছেন \(name.bangla)")
    }

    static func withAnother(_ name: Bilingual) -> Bilingual {
        Bilingual(
            "\(name.english) is with this patient. You can read what is known, not write.",
            "\(name.bangla) এই রোগীকে দেখছেন। আপনি তথ্য দেখতে পারবেন, লিখতে পারবেন না।")
    }

    static func days(_ count: Int) -> Bilingual {
        Bilingual(count == 1 ? "1 day" : "\(count) days", "\(Language.bangla.digits(count)) দিন")
    }

    static func since(_ count: Int) -> Bilingual {
        Bilingual("for \(days(count).english)", "\(days(count).bangla) ধরে")
    }

    static func inDays(_ count: Int) -> Bilingual {
        Bilingual("in \(days(count).english)", "\(days(count).bangla) পর")
    }
}
