import Vocabulary

enum ReceptionText {
    static let title = Bilingual("Reception", "অভ্যর্থনা")
    static let searchLabel = Bilingual("Find someone: card, phone or name", "খুঁজুন: কার্ড, ফোন বা নাম")
    static let found = Bilingual("Found", "পাওয়া গেছে")
    static let notFound = Bilingual(
        "Nobody was found. Check the spelling, or issue a token without a name.",
        "কাউকে পাওয়া যায়নি। বানান দেখুন, অথবা নাম ছাড়াই টোকেন দিন।")
    static let lastTokens = Bilingual("Last tokens", "শেষ টোকেন")
    static let allTokens = Bilingual("All of today", "আজকের সব")
    static let toDesk = Bilingual("Back to the desk", "ডেস্কে ফিরুন")
    static let noTokens = Bilingual("No token yet today. The first gets number 1.", "আজ এখনো টোকেন দেওয়া হয়নি। প্রথম নম্বর ১।")
    static let newToken = Bilingual("New token", "নতুন টোকেন")
    static let forPatient = Bilingual("For", "যার জন্য")
    static let someoneElse = Bilingual("Someone else", "অন্য কেউ")
    static let service = Bilingual("What did they come for?", "কী জন্য এসেছেন?")
    static let priority = Bilingual("Go ahead of others?", "আগে যাবেন?")
    static let identity = Bilingual("Who is it?", "কে এসেছেন?")
    static let complaint = Bilingual("Complaint", "সমস্যা")
    static let issue = Bilingual("Issue token", "টোকেন দিন")
    static let issued = Bilingual("Token issued", "টোকেন দেওয়া হয়েছে")
    static let token = Bilingual("Token", "টোকেন")
    static let voidTitle = Bilingual("Void this token", "টোকেন বাতিল করুন")
    static let voidReason = Bilingual("Why?", "কেন?")
    static let voidHint = Bilingual(
        "The number stays used and the reason is kept.", "নম্বরটি আর ব্যবহার হবে না; কারণ লেখা থাকবে।")
    static let voidButton = Bilingual("Void token", "বাতিল করুন")
    static let attachTitle = Bilingual("Whose token is it?", "টোকেনটি কার?")
    static let tokenSearch = Bilingual("Number or name", "নম্বর বা নাম")
    static let filter = Bilingual("Show", "দেখান")
    static let all = Bilingual("All", "সব")
    static let open = Bilingual("Here now", "এখন আছেন")
    static let left = Bilingual("Left", "চলে গেছেন")
    static let voided = Bilingual("Void", "বাতিল")
    static let noMatch = Bilingual("No token of today fits this.", "আজকের কোনো টোকেন এর সাথে মেলে না।")
    static let reprintMark = Bilingual("REPRINT", "পুনর্মুদ্রণ")
    static let slipToken = Bilingual("Token number", "টোকেন নম্বর")
    static let slipWatch = Bilingual(
        "Watch the screen. You will be called by this number.", "পর্দায় খেয়াল রাখুন। এই নম্বরে ডাকা হবে।")
    static let nobodyAhead = Bilingual("You are next", "এরপর আপনি")

    static func go(to stage: Stage) -> Bilingual {
        Bilingual("First go to: \(stage.name.english)", "প্রথমে যান: \(stage.name.bangla)")
    }

    /// What the slip says of the line: how many are ahead, and how long that takes.
    static func promise(_ token: Token) -> Bilingual {
        let ahead = ahead(token.peopleAhead)
        if token.peopleAhead == 0 { return ahead }
        let wait = wait(token.waitMinutes)
        return Bilingual(ahead.english + " · " + wait.english, ahead.bangla + " · " + wait.bangla)
    }

    static func ahead(_ count: Int) -> Bilingual {
        if count == 0 { return nobodyAhead }
        let bangla = Language.bangla.digits(count)
        if count >= Promise.countingLimit {
            return Bilingual("More than \(count) people ahead", "আপনার আগে \(bangla) জনের বেশি")
        }
        return Bilingual("\(count) \(count == 1 ? "person" : "people") ahead", "আপনার আগে \(bangla) জন")
    }

    static func wait(_ minutes: Int) -> Bilingual {
        Bilingual("about \(minutes) minutes", "প্রায় \(Language.bangla.digits(minutes)) মিনিট")
    }

    static func standing(_ standing: Token.Standing) -> Bilingual {
        switch standing {
        case .open: open
        case .left: left
        case .voided: voided
        }
    }
}
