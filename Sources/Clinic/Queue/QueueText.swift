import Vocabulary

enum QueueText {
    static let myRoom = Bilingual("My room", "আমার কক্ষ")
    static let chooseRoom = Bilingual(
        "Choose your room or counter above to call people.", "ডাকার জন্য উপরে আপনার কক্ষ বা কাউন্টার বেছে নিন।")
    static let inLine = Bilingual("In line", "সারিতে")
    static let otherRooms = Bilingual("In other rooms", "অন্য কক্ষে")
    static let notHere = Bilingual("Not here when called", "ডাকার সময় অনুপস্থিত")
    static let nobody = Bilingual(
        "Nobody is waiting. New people appear here by themselves.",
        "কেউ অপেক্ষা করছে না। নতুন কেউ এলে নিজে থেকেই এখানে দেখা যাবে।")
    static let waits = Bilingual("Waiting", "অপেক্ষায়")
    static let callNext = Bilingual("Call next", "পরবর্তী ডাকুন")
    static let open = Bilingual("Open", "খুলুন")
    static let call = Bilingual("Call", "ডাকুন")
    static let recall = Bilingual("Call again", "আবার ডাকুন")
    static let serve = Bilingual("Serve", "সেবা শুরু")
    static let markNotHere = Bilingual("Not here", "অনুপস্থিত")
    static let putBack = Bilingual("Back into the line", "সারিতে ফেরত")
    static let cameBack = Bilingual("Is here now", "এখন এসেছেন")
    static let sendTo = Bilingual("Send to …", "পাঠান …")
    static let displaySilent = Bilingual("{name} silent for {time}", "{name} {time} ধরে সাড়া দিচ্ছে না")
    static let displayNever = Bilingual(
        "{name} has not been seen since the server started", "সার্ভার চালুর পর থেকে {name} দেখা যায়নি")

    /// How a moment is said: within the hour as a span, after it by the clock.
    struct Moment {
        let within: Bilingual
        let after: Bilingual
    }

    static let plain = Moment(within: Bilingual("{time}", "{time}"), after: Bilingual("since {time}", "{time} থেকে"))
    static let lasting = Moment(
        within: Bilingual("for {time}", "{time} ধরে"), after: Bilingual("since {time}", "{time} থেকে"))
    static let ago = Moment(within: Bilingual("{time} ago", "{time} আগে"), after: Bilingual("at {time}", "{time} টায়"))

    static func calls(_ count: Int) -> Bilingual {
        Bilingual("called \(count) times", "\(Language.bangla.digits(count)) বার ডাকা হয়েছে")
    }

    static func finish(_ next: Stage?) -> Bilingual {
        guard let next else { return Bilingual("Done: leaves", "শেষ: চলে যাবেন") }
        return Bilingual("Done: to \(next.name.english)", "শেষ: \(next.name.bangla)")
    }
}
