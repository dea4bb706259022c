import Vocabulary

/// Words of the frame around every page.
enum AppText {
    static let skip = Bilingual("Skip to the page", "মূল অংশে যান")
    static let menu = Bilingual("Sections", "বিভাগ")
    static let signOut = Bilingual("Sign out", "সাইন আউট")
    static let connectionLost = Bilingual(
        "No connection to the server since {time}. What you see may be old; what you type is kept.",
        "{time} থেকে সার্ভারের সাথে সংযোগ নেই। যা দেখছেন তা পুরোনো হতে পারে; যা লিখছেন তা থাকবে।")
    static let goBack = Bilingual("Go back", "ফিরে যান")
    static let somethingWrong = Bilingual("Something went wrong", "কিছু একটা ভুল হয়েছে")
    static let tellAdministrator = Bilingual(
        "Nothing was lost. If it happens again, tell the administrator this number:",
        "কিছু হারায়নি। আবার হলে প্রশাসককে এই নম্বরটি জানান:")
    static let optional = Bilingual("(if known)", "(জানা থাকলে)")
    static let reveal = Bilingual("Show", "দেখান")
    static let tooShort = Bilingual("{count} more characters", "আরও {count}টি অক্ষর লাগবে")
    static let longEnough = Bilingual("Long enough; longer is stronger", "চলবে; আরও লম্বা হলে ভালো")
    static let strong = Bilingual("Strong", "মজবুত")
    static let isPIN = Bilingual("A PIN: good on the clinic's own devices", "এটি পিন: ক্লিনিকের যন্ত্রে চলবে")
}
