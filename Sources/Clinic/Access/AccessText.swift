import Vocabulary

enum AccessText {
    static let feature = Bilingual("Access to records", "রেকর্ড দেখার অনুমতি")
    static let title = Bilingual("Open a record, and say why", "কারণ জানিয়ে রেকর্ড খুলুন")
    static let explanation = Bilingual(
        "This person is not at the clinic today and is not in your treatment. If you must see the record, write why. It "
            + "opens for one hour, and the manager sees who opened it and why.",
        "ইনি আজ ক্লিনিকে নেই এবং আপনার চিকিৎসাধীন নন। রেকর্ড দেখা জরুরি হলে কারণ লিখুন। এক ঘণ্টার জন্য খুলবে, আর কে "
            + "কেন খুলেছেন তা ব্যবস্থাপক দেখবেন।")
    static let reason = Bilingual("Reason", "কারণ")
    static let open = Bilingual("Open for one hour", "এক ঘণ্টার জন্য খুলুন")
    static let openings = Bilingual("Records opened with a reason", "কারণ জানিয়ে খোলা রেকর্ড")
    static let none = Bilingual("Nobody had to open a record yet", "এখনো কাউকে এভাবে রেকর্ড খুলতে হয়নি")
    static let when = Bilingual("When", "কখন")
    static let who = Bilingual("Who", "কে")
    static let whose = Bilingual("Whose", "কার")
    static let patient = Bilingual("Who looked at it", "কে কে দেখেছেন")
    static let confidential = Bilingual("Confidential diagnosis", "গোপনীয় রোগনির্ণয়")
    static let keepConfidential = Bilingual("Only for who treats", "শুধু চিকিৎসাকারীর জন্য")
}
