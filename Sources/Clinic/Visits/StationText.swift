import Vocabulary

/// Words that every station says.
enum StationText {
    static let search = Bilingual("Search", "খুঁজুন")
    static let save = Bilingual("Save", "সংরক্ষণ করুন")
    static let saveOnly = Bilingual("Save only", "শুধু সংরক্ষণ")
    static let saveAndSend = Bilingual("Save and send on", "সংরক্ষণ করে পাঠান")
    static let nextPerson = Bilingual("Next person", "পরের জন")
    static let toLine = Bilingual("Back to the line", "সারিতে ফিরুন")
    static let register = Bilingual("Register", "নিবন্ধন করুন")
    static let noName = Bilingual("No name yet", "নাম এখনো নেই")
    static let printAgain = Bilingual("Print again", "আবার ছাপুন")
    static let printed = Bilingual("Sent to the printer", "প্রিন্টারে পাঠানো হয়েছে")
}
