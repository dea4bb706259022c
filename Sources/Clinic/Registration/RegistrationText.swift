import Vocabulary

enum RegistrationText {
    static let search = Bilingual("Known already? Card, phone, name or NID", "আগে এসেছেন? কার্ড, ফোন, নাম বা এনআইডি")
    static let someoneElse = Bilingual("Is it someone else?", "ইনি কি অন্য কেউ?")
    static let someoneElsesVisit = Bilingual("The visit is another patient's", "সাক্ষাৎটি অন্য রোগীর")
    static let saved = Bilingual("Saved", "সংরক্ষণ হয়েছে")

    static let who = Bilingual("Who is it?", "রোগী কে?")
    static let birth = Bilingual("Age and phone", "বয়স ও ফোন")
    static let numbers = Bilingual("Numbers", "পরিচিতি নম্বর")
    static let family = Bilingual("Family", "পরিবার")
    static let address = Bilingual("Address", "ঠিকানা")

    static let secondName = Bilingual("Name in the other script", "অন্য ভাষায় নাম")
    static let birthHint = Bilingual("One of the two is enough", "যেকোনো একটি দিলেই হবে")
    static let nationalID = Bilingual("NID", "এনআইডি নম্বর")
    static let nationalIDHint = Bilingual("10, 13 or 17 digits", "১০, ১৩ বা ১৭ সংখ্যা")
    static let birthRegistrationNumber = Bilingual("Birth registration", "জন্ম নিবন্ধন নম্বর")
    static let birthRegistrationHint = Bilingual("17 digits", "১৭ সংখ্যা")
    static let healthID = Bilingual("Health ID", "হেলথ আইডি")
    static let healthIDHint = Bilingual("11 digits, begins with 9", "১১ সংখ্যা, শুরু ৯ দিয়ে")
    static let place = Bilingual("Upazila or thana", "উপজেলা বা থানা")
    static let placeHint = Bilingual("Type a part of it and choose", "কিছুটা লিখে বেছে নিন")
    static let findPlace = Bilingual("Find", "খুঁজুন")
    static let noPlace = Bilingual("Not known", "জানা নেই")
    static let nothingFound = Bilingual("No such place was found", "এমন জায়গা পাওয়া যায়নি")
    static let choosePlace = Bilingual("Choose the place from the list", "তালিকা থেকে জায়গাটি বেছে নিন")
    static let addressLine = Bilingual("Village, road, house", "গ্রাম, সড়ক, বাড়ি")

    static let savedMeanwhile = Bilingual(
        "Saved by the other desk. Save again to put what you typed in its place.",
        "অন্য ডেস্কে যা সংরক্ষণ হয়েছে। আবার সংরক্ষণ করলে আপনার লেখা থাকবে।")
    static let nothing = Bilingual("nothing", "কিছু নেই")
    static let attachInstead = Bilingual("It is this person: attach", "ইনিই রোগী: যুক্ত করুন")
}
