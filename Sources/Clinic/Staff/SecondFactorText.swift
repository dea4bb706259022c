import Vocabulary

/// Words of the second step at sign-in.
enum SecondFactorText {
    static let title = Bilingual("Second step at sign-in", "সাইন ইনের দ্বিতীয় ধাপ")
    static let isOn = Bilingual(
        "It is on: after your PIN or password you are asked for a code from your phone.",
        "চালু আছে: পিন বা পাসওয়ার্ডের পর ফোনের কোড চাওয়া হয়।")
    static let isOff = Bilingual(
        "It is off: whoever knows your PIN or password can sign in as you.",
        "বন্ধ আছে: আপনার পিন বা পাসওয়ার্ড জানলে যে কেউ আপনার নামে সাইন ইন করতে পারবেন।")
    static let required = Bilingual(
        "This clinic asks managers and administrators for a second step. Set it up; then you can go on.",
        "এই ক্লিনিকে ব্যবস্থাপক ও প্রশাসকের দ্বিতীয় ধাপ লাগে। চালু করে নিন, তারপর কাজ শুরু করতে পারবেন।")
    static let why = Bilingual(
        "With it a stolen password is not enough. You need a phone with an app for codes, such as Google Authenticator "
            + "or Aegis; it needs no internet.",
        "এতে শুধু পাসওয়ার্ড জানলে কেউ ঢুকতে পারবে না। ফোনে কোডের একটি অ্যাপ লাগবে, যেমন Google Authenticator বা Aegis; "
            + "ইন্টারনেট লাগে না।")
    static let setUp = Bilingual("Set it up", "চালু করুন")
    static let manage = Bilingual("Recovery codes, another phone", "রিকভারি কোড, অন্য ফোন")
    static let scan = Bilingual("Scan this with the app", "অ্যাপ দিয়ে এটি স্ক্যান করুন")
    static let scanHint = Bilingual(
        "Open the app on your phone, add an account, and hold the phone over the square. Do not show it to anybody.",
        "ফোনের অ্যাপে নতুন অ্যাকাউন্ট যোগ করুন, তারপর ফোনটি ছকের ওপর ধরুন। এটি কাউকে দেখাবেন না।")
    static let orType = Bilingual("Or type this key into the app:", "অথবা এই কী অ্যাপে লিখুন:")
    static let code = Bilingual("Code from your phone", "ফোনের কোড")
    static let codeHint = Bilingual("The six digits that the app shows now", "অ্যাপে এখন যে ছয়টি সংখ্যা দেখাচ্ছে")
    static let confirm = Bilingual("Turn it on", "চালু করুন")
    static let step = Bilingual("One more step", "আর একটি ধাপ")
    static let beginAgain = Bilingual("Back to the beginning", "শুরুতে ফিরুন")
    static let withoutPhone = Bilingual("I do not have the phone", "ফোনটি আমার কাছে নেই")
    static let recoveryCode = Bilingual("Recovery code", "রিকভারি কোড")
    static let recoveryHint = Bilingual(
        "One of the codes that you printed; each is good once", "যে কোডগুলো প্রিন্ট করেছিলেন তার একটি; প্রতিটি একবারই চলে")
    static let askAdministrator = Bilingual(
        "Without these too, ask an administrator.", "সেগুলোও না থাকলে প্রশাসককে বলুন।")
    static let codes = Bilingual("Recovery codes", "রিকভারি কোড")
    static let shownOnce = Bilingual(
        "They are shown only now. Print them or write them down and keep them apart from the phone: each lets you in once "
            + "when the phone is lost.",
        "এগুলো শুধু এখনই দেখা যাবে। প্রিন্ট করে বা লিখে ফোন থেকে আলাদা জায়গায় রাখুন: ফোন হারালে প্রতিটি দিয়ে একবার ঢোকা যাবে।")
    static let print = Bilingual("Print", "প্রিন্ট")
    static let goOn = Bilingual("I have them", "রেখেছি, চালিয়ে যান")
    static let newCodes = Bilingual("New recovery codes", "নতুন রিকভারি কোড")
    static let newCodesHint = Bilingual(
        "The old ones are then of no more use.", "এরপর আগের কোডগুলো আর চলবে না।")
    static let remove = Bilingual("Turn it off", "বন্ধ করুন")
    static let removeHint = Bilingual(
        "For another phone, turn it off here and set it up again.", "অন্য ফোনে নিতে এখানে বন্ধ করে আবার চালু করুন।")
    static let fewCodes = Bilingual(
        "Make new recovery codes before these run out.", "শেষ হওয়ার আগে নতুন রিকভারি কোড বানিয়ে নিন।")
    static let replayed = Bilingual(
        "A code that was used already came again. If that was not you, change your password. It was on",
        "একবার ব্যবহার হওয়া কোড আবার এসেছিল। আপনি না হলে পাসওয়ার্ড বদলান। সময়:")
    static let toAccount = Bilingual("To my account", "আমার অ্যাকাউন্টে ফিরুন")
    static let lostPhone = Bilingual(
        "Turn off the second step (the phone is lost)", "দ্বিতীয় ধাপ বন্ধ করুন (ফোন হারিয়েছে)")
    static let lostPhoneHint = Bilingual(
        "Be sure that it is really them who asks. They are signed out everywhere.",
        "নিশ্চিত হোন যে তিনি নিজেই বলছেন। তিনি সব জায়গা থেকে সাইন আউট হয়ে যাবেন।")
    static let reason = Bilingual("Reason", "কারণ")
    static let memberHas = Bilingual("Second step at sign-in: on since", "সাইন ইনের দ্বিতীয় ধাপ চালু:")

    static func codesLeft(_ count: Int) -> Bilingual {
        Bilingual(
            count == 1 ? "1 recovery code is left." : "\(count) recovery codes are left.",
            "\(Language.bangla.digits(count))টি রিকভারি কোড বাকি আছে।")
    }
}
