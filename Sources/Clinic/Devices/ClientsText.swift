import Vocabulary

enum ClientsText {
    static let title = Bilingual("Programs that read here", "যেসব প্রোগ্রাম এখান থেকে পড়ে")
    static let link = Bilingual("Programs (API)", "প্রোগ্রাম (API)")
    static let hint = Bilingual(
        "Each has a token of its own, reads only what it was given, and writes nothing.",
        "প্রতিটির নিজস্ব টোকেন আছে, যা দেওয়া হয়েছে শুধু তা-ই পড়তে পারে, কিছু লিখতে পারে না।")
    static let none = Bilingual(
        "No program reads here. Add one when a report or another system needs it.",
        "কোনো প্রোগ্রাম এখান থেকে পড়ে না। প্রতিবেদন বা অন্য সিস্টেমের দরকার হলে যোগ করুন।")
    static let add = Bilingual("Add a program", "প্রোগ্রাম যোগ করুন")
    static let nameHint = Bilingual("What it is called, and whose it is", "কী নামে চেনা যায়, কার প্রোগ্রাম")
    static let scopes = Bilingual("What may it read?", "কী কী পড়তে পারবে?")
    static let lastDay = Bilingual("Until which day?", "কোন দিন পর্যন্ত?")
    static let lastDayHint = Bilingual("At most a year", "সর্বোচ্চ এক বছর")
    static let getToken = Bilingual("Get its token", "টোকেন নিন")
    static let token = Bilingual("Token of", "টোকেন:")
    static let tokenShownOnce = Bilingual(
        "It is shown only now. Copy it into the program's settings; nobody can look it up later.",
        "টোকেনটি শুধু এখনই দেখা যাবে। প্রোগ্রামের সেটিংসে কপি করে নিন; পরে আর কেউ দেখতে পারবে না।")
    static let usage = Bilingual("The program sends it with each request:", "প্রতিটি অনুরোধের সাথে প্রোগ্রামটি পাঠাবে:")
    static let reads = Bilingual("May read", "পড়তে পারে")
    static let until = Bilingual("Good until", "মেয়াদ")
    static let expired = Bilingual("Its time is over", "মেয়াদ শেষ")
    static let notUsed = Bilingual("Not used yet", "এখনো ব্যবহার হয়নি")
    static let used = Bilingual("Last used {time} ago", "শেষ ব্যবহার {time} আগে")
    static let usedAt = Bilingual("Last used {time}", "শেষ ব্যবহার {time}")
    static let rename = Bilingual("Name", "নাম")
    static let back = Bilingual("All programs", "সব প্রোগ্রাম")
    static let revoke = Bilingual("Revoke this program", "প্রোগ্রামটি বাতিল করুন")
    static let revokeHint = Bilingual(
        "Within a second its token opens nothing any more. It cannot be given back; add the program anew instead.",
        "এক সেকেন্ডের মধ্যে এর টোকেন আর কাজ করবে না। টোকেনটি আর ফেরত দেওয়া যাবে না; দরকার হলে নতুন করে যোগ করুন।")
}
