import Vocabulary

enum StaffText {
    static let signIn = Bilingual("Sign in", "সাইন ইন")
    static let whoAreYou = Bilingual("Who are you?", "আপনি কে?")
    static let secret = Bilingual("PIN or password", "পিন বা পাসওয়ার্ড")
    static let erase = Bilingual("Erase the last digit", "শেষ সংখ্যাটি মুছুন")
    static let nobodyYet = Bilingual(
        "Nobody works here yet. On the server, run: aalo staff add",
        "এখনো কোনো কর্মী যোগ করা হয়নি। সার্ভারে চালান: aalo staff add")
}
