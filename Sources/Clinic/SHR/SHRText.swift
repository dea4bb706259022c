import Vocabulary

enum SHRText {
    static let title = Bilingual("Shared Health Record", "জাতীয় স্বাস্থ্য রেকর্ড (SHR)")
    static let menu = Bilingual("SHR", "SHR")
    static let nowhere = Bilingual(
        "No destination is configured: nothing is sent.", "কোনো গন্তব্য ঠিক করা নেই: কিছুই পাঠানো হচ্ছে না।")
    static let pending = Bilingual("Waiting to be sent", "পাঠানো বাকি")
    static let accepted = Bilingual("Accepted", "গৃহীত")
    static let refused = Bilingual("Refused: somebody must look", "ফেরত এসেছে: দেখতে হবে")
    static let oldest = Bilingual("Longest waiting since", "সবচেয়ে পুরোনোটি অপেক্ষায় আছে")
    static let neverReached = Bilingual(
        "Nobody has answered there yet. It is tried again by itself.",
        "ওখান থেকে এখনো কোনো সাড়া আসেনি। নিজে থেকেই আবার চেষ্টা চলছে।")
    static let retry = Bilingual("Send again", "আবার পাঠান")
    static let sendAgain = Bilingual("Send now", "এখনই পাঠান")
    static let visitDay = Bilingual("Day of the visit", "সাক্ষাতের দিন")
    static let destination = Bilingual("Destination", "গন্তব্য")
    static let standing = Bilingual("State", "অবস্থা")
    static let why = Bilingual("Why", "কারণ")
    static let bundle = Bilingual("What is sent (FHIR)", "যা পাঠানো হয় (FHIR)")
    static let bundleWithReason = Bilingual(
        "Say why you must see what is sent", "যা পাঠানো হয় তা কেন দেখতে হবে, কারণ জানান")
    static let back = Bilingual("All", "সব")
    static let attempts = Bilingual("Attempts", "পাঠানোর চেষ্টা")
    static let noAttempts = Bilingual("Not tried yet", "এখনো চেষ্টা করা হয়নি")
    private static let refusedOnce = Bilingual("Refused", "ফেরত এসেছে")
    private static let unreachable = Bilingual("Not reached", "পৌঁছায়নি")

    /// For who may not see whose it is.
    static func consultation(_ id: ID<Encounter>) -> Bilingual {
        Bilingual("Consultation \(id.description.suffix(8))", "পরামর্শ \(id.description.suffix(8))")
    }

    static func silent(since moment: String) -> Bilingual {
        Bilingual(
            "Nothing has got through since \(moment). It is tried again by itself; the clinic's work goes on.",
            "\(moment) এর পর কিছু পৌঁছায়নি। নিজে থেকেই আবার চেষ্টা চলছে; ক্লিনিকের কাজ চলতে থাকবে।")
    }

    static func name(_ state: OutboxMessage.State) -> Bilingual {
        switch state {
        case .pending: pending
        case .accepted: accepted
        case .refused: refused
        }
    }

    static func name(_ outcome: Reply.Outcome) -> Bilingual {
        switch outcome {
        case .accepted: accepted
        case .refused: refusedOnce
        case .unreachable: unreachable
        }
    }

    /// "10:42", with the day before it when that is not today.
    static func moment(_ instant: Instant, _ act: Act) -> String {
        let time = act.language.digits(instant.wallClock)
        let day = Day(instant)
        return day == act.day ? time : day.words(act.language) + " " + time
    }
}
