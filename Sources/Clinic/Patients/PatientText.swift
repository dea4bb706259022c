import Vocabulary

/// Words about who somebody is.
enum PatientText {
    static let name = Bilingual("Name", "নাম")
    static let nameHint = Bilingual("In Bangla or English, as they say it", "বাংলা বা ইংরেজিতে, যেমন বলেন")
    static let sex = Bilingual("Sex", "লিঙ্গ")
    static let age = Bilingual("Age", "বয়স")
    static let ageUnit = Bilingual("Age in", "বছর, মাস না দিন?")
    static let birthDate = Bilingual("Birth date", "জন্ম তারিখ")
    static let phone = Bilingual("Phone", "ফোন")
    static let lastVisit = Bilingual("last visit", "শেষ সাক্ষাৎ")
    static let nobodyFound = Bilingual(
        "Nobody was found. Check the spelling, or write the person down below.",
        "কাউকে পাওয়া যায়নি। বানান দেখুন, অথবা নিচে নতুন করে লিখুন।")
}
