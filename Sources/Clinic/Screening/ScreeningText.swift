import Vocabulary

/// Words of the screening station.
enum ScreeningText {
    static let title = Bilingual("Screening", "স্ক্রিনিং")
    static let nothingMeasured = Bilingual("Write at least one measurement", "অন্তত একটি মাপ লিখুন")
    static let pressure = Bilingual("Blood pressure", "রক্তচাপ")
    static let glucose = Bilingual("Blood glucose", "ব্লাড সুগার")
    static let glucoseTiming = Bilingual("When was the blood taken?", "রক্ত কখন নেওয়া?")
    static let temperatureHint = Bilingual(
        "In °C; 86 to 110 is taken for °F and kept in °C", "°C-এ লিখুন; ৮৬ থেকে ১১০ লিখলে °F ধরে °C-এ রাখা হবে")
    static let pregnancy = Bilingual("Is she pregnant?", "গর্ভবতী কি না")
    static let sendUnmeasured = Bilingual("Send on without measuring", "না মেপে পাঠান")
    static let again = Bilingual("Measure again", "আবার মাপুন")
    static let correct = Bilingual("Correct", "ঠিক করুন")
    static let correctUpper = Bilingual("Correct the upper", "উপরেরটি ঠিক করুন")
    static let correctLower = Bilingual("Correct the lower", "নিচেরটি ঠিক করুন")
    static let confirm = Bilingual("Measured again, it is right", "আবার মেপেছি, ঠিক আছে")
    static let last = Bilingual("Last", "আগের মাপ")
    static let corrected = Bilingual("corrected", "ঠিক করা হয়েছে")
    static let withdrawn = Bilingual("withdrawn", "বাদ দেওয়া হয়েছে")
    static let nowAt = Bilingual("Now at", "এখন আছেন")
    static let noPatient = Bilingual("Nobody has written down who this is.", "ইনি কে তা এখনো লেখা হয়নি।")
    static let noPatientWhatNow = Bilingual(
        "Measurements belong to a person: register them first.", "মাপ লিখতে হলে আগে নিবন্ধন করতে হবে।")
    static let sendToRegistration = Bilingual("Send to registration", "নিবন্ধনে পাঠান")
    static let unknownAge = Bilingual(
        "The age is not known, so the strictest limits of all ages are shown. Have it written down at registration.",
        "বয়স জানা নেই, তাই সব বয়সের মধ্যে সবচেয়ে কড়া সীমা ধরা হয়েছে। নিবন্ধনে বয়স লিখিয়ে নিন।")
    /// After XV-09 of the cross checks.
    static let pressureAgain = Bilingual(
        "High blood pressure: let them rest and measure again after 5 minutes, in pregnancy after 10 to 15.",
        "রক্তচাপ বেশি: বিশ্রাম দিয়ে ৫ মিনিট পর আবার মাপুন, গর্ভবতী হলে ১০-১৫ মিনিট পর।")
    static let bodyMassIndex = Bilingual("BMI", "বিএমআই")

    static let amendTitle = Bilingual("Correct a measurement", "মাপ ঠিক করুন")
    static let rightValue = Bilingual("The right value", "সঠিক মাপ")
    static let reason = Bilingual("Why?", "কেন?")
    static let reasonHint = Bilingual(
        "The first value stays written beside it.", "আগের মাপটিও পাশে লেখা থাকবে।")
    static let withdraw = Bilingual("It was never true", "মাপটি ভুল ছিল, বাদ দিন")
    static let withdrawBoth = Bilingual(
        "Both numbers of the blood pressure are withdrawn together.", "রক্তচাপের দুটি সংখ্যাই একসাথে বাদ যাবে।")
    static let history = Bilingual("What was written", "যা যা লেখা হয়েছে")
    static let back = Bilingual("Back to the visit", "সাক্ষাতে ফিরে যান")
}
