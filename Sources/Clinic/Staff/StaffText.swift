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

/// Words of the register.
extension StaffText {
    static let title = Bilingual("Staff", "কর্মী")
    static let add = Bilingual("Add somebody", "নতুন কর্মী যোগ")
    static let export = Bilingual("Save as a table", "তালিকা নামান")
    static let importTable = Bilingual("Bring in a table", "তালিকা থেকে আনুন")
    static let onDutyNow = Bilingual("On duty now", "এখন দায়িত্বে আছেন")
    static let nobodyOnDuty = Bilingual(
        "By the roster nobody is on duty now. Shifts are added on each person's page.",
        "তালিকা অনুযায়ী এখন কেউ দায়িত্বে নেই। প্রত্যেকের পাতায় পালা যোগ করা যায়।")
    static let everybody = Bilingual("Everybody who works here", "যাঁরা এখানে কাজ করেন")
    static let notHere = Bilingual("Not working here now", "এখন এখানে কাজ করেন না")
    static let ended = Bilingual("left", "চলে গেছেন")
    static let locked = Bilingual("locked", "অ্যাকাউন্ট বন্ধ")
    static let lockedPeople = Bilingual(
        "Too many wrong tries: these people cannot sign in until an administrator lets them.",
        "অনেকবার ভুল হয়েছে: প্রশাসক খুলে না দিলে এঁরা সাইন ইন করতে পারবেন না।")
    static let noSecret = Bilingual("no PIN yet", "এখনো পিন নেই")
    static let backToList = Bilingual("To the list", "তালিকায় ফিরুন")
    static let save = Bilingual("Save", "সংরক্ষণ করুন")
    static let saved = Bilingual("Saved.", "সংরক্ষিত হয়েছে।")
    static let details = Bilingual("Particulars", "বিবরণ")
    static let roles = Bilingual("Roles", "দায়িত্ব")
    static let rooms = Bilingual("Works in", "যেখানে কাজ করেন")
    static let userName = Bilingual("User name", "ব্যবহারকারীর নাম")
    static let userNameHint = Bilingual("a-z, 0-9, . and -; it stays for good", "a-z, 0-9, . ও -; পরে বদলানো যায় না")
    static let nameEnglish = Bilingual("Name in English", "ইংরেজিতে নাম")
    static let nameBangla = Bilingual("Name in Bangla", "বাংলায় নাম")
    static let registrationNumber = Bilingual("BMDC or BNMC number", "বিএমডিসি বা বিএনএমসি নম্বর")
    static let qualification = Bilingual("Degrees", "ডিগ্রি")
    static let providerID = Bilingual("Provider number (HRM)", "প্রোভাইডার নম্বর (এইচআরএম)")
    static let providerIDHint = Bilingual(
        "By which the national health record knows them", "জাতীয় স্বাস্থ্য রেকর্ড এই নম্বরে চেনে")
    static let activeFrom = Bilingual("First day", "প্রথম দিন")
    static let activeTo = Bilingual("Last day", "শেষ দিন")
    static let roster = Bilingual("Weekly roster", "সাপ্তাহিক পালা")
    static let noShifts = Bilingual("No shift yet.", "এখনো কোনো পালা নেই।")
    static let weekday = Bilingual("Day", "বার")
    static let from = Bilingual("From", "শুরু")
    static let to = Bilingual("To", "শেষ")
    static let room = Bilingual("Room", "কক্ষ")
    static let noRoom = Bilingual("No fixed room", "নির্দিষ্ট কক্ষ নেই")
    static let addShift = Bilingual("Add", "যোগ করুন")
    static let removeShift = Bilingual("Take off", "বাদ দিন")
    static let signature = Bilingual("Signature", "স্বাক্ষর")
    static let signatureHint = Bilingual(
        "A scan as PNG or JPEG, up to 200 KB. Printed on prescriptions.",
        "PNG বা JPEG, সর্বোচ্চ ২০০ KB। ব্যবস্থাপত্রে ছাপা হয়।")
    static let bring = Bilingual("Use this picture", "এই ছবিটি নিন")
    static let removeSignature = Bilingual("Remove", "সরান")
    static let photo = Bilingual("Photograph", "ছবি")
    static let photoHint = Bilingual(
        "A picture of the face as PNG or JPEG, up to 200 KB. Shown at the sign-in of the clinic's own devices.",
        "মুখের ছবি, PNG বা JPEG, সর্বোচ্চ ২০০ KB। ক্লিনিকের যন্ত্রে সাইন ইনের সময় দেখা যায়।")
    static let access = Bilingual("Signing in", "সাইন ইন")
    static let newSecret = Bilingual("New PIN or password", "নতুন পিন বা পাসওয়ার্ড")
    static let giveSecret = Bilingual("Give it", "দিন")
    static let secretRules = Bilingual(
        "A PIN of 4 to 8 digits or a password of at least 12 characters, none of the easy ones. It has to be changed at "
            + "first use.",
        "৪-৮ সংখ্যার পিন বা কমপক্ষে ১২ অক্ষরের পাসওয়ার্ড, সহজ কোনোটি নয়। প্রথমবার ব্যবহারের সময় এটি বদলাতে হবে।")
    static let signOutEverywhere = Bilingual("Sign out everywhere", "সব জায়গা থেকে সাইন আউট")
    static let endWork = Bilingual("Works here no more", "এখানে আর কাজ করেন না")
    static let endQuestion = Bilingual(
        "They are signed out at once and cannot sign in again. What they wrote stays. This can be undone.",
        "সাথে সাথে সাইন আউট হবে, আর সাইন ইন করতে পারবেন না। তাঁর লেখা সবই থাকবে। এটি ফেরানো যায়।")
    static let reinstate = Bilingual("Works here again", "আবার কাজ করছেন")
    static let history = Bilingual("Earlier entries", "আগের তথ্য")
    static let before = Bilingual("What was written before", "আগে যা লেখা ছিল")
    static let onServer = Bilingual("On the server", "সার্ভারে")
    static let importHint = Bilingual(
        "A CSV file in UTF-8 with these columns. Who is in it already is changed, others are added; nobody is removed. "
            + "PINs are never in a table.",
        "UTF-8 CSV ফাইল, এই কলামগুলোসহ। যাঁরা আছেন তাঁদের তথ্য বদলাবে, অন্যরা যোগ হবেন; কেউ বাদ যাবেন না। তালিকায় কখনো পিন থাকে না।")
    static let seeFirst = Bilingual("See what it would do", "কী হবে দেখুন")
    static let wouldDo = Bilingual("This is what will be done", "যা করা হবে")
    static let nothingDiffers = Bilingual("The table says what the register says.", "তালিকা আর রেজিস্টার একই।")
    static let doImport = Bilingual("Do it", "করুন")
    static let another = Bilingual("Another table", "অন্য তালিকা")
    static let added = Bilingual("new", "নতুন")

    static func line(_ number: Int) -> Bilingual {
        Bilingual("line \(number)", "লাইন \(Language.bangla.digits(number))")
    }

    /// "on duty until 14:00, room 3".
    static func onDuty(_ shift: Shift, _ act: Act) -> Bilingual {
        let room = shift.room.flatMap { act.site.configuration.room($0)?.name }
        return Bilingual(
            "on duty until \(shift.to)" + (room.map { ", " + $0.english } ?? ""),
            "\(Language.bangla.digits(shift.to)) পর্যন্ত দায়িত্বে" + (room.map { ", " + $0.bangla } ?? ""))
    }

    static func has(_ member: StaffMember) -> Bilingual {
        switch (member.secrets.contains("pin"), member.secrets.contains("password")) {
        case (true, true): Bilingual("Has a PIN and a password.", "পিন ও পাসওয়ার্ড দুটিই আছে।")
        case (true, false): Bilingual("Has a PIN.", "পিন আছে।")
        default: Bilingual("Has a password.", "পাসওয়ার্ড আছে।")
        }
    }
}

/// Words of one's own account and of the lock.
extension StaffText {
    static let account = Bilingual("My account", "আমার অ্যাকাউন্ট")
    static let changeSecret = Bilingual("Change PIN or password", "পিন বা পাসওয়ার্ড বদলান")
    static let secretAgain = Bilingual("The new one again", "নতুনটি আবার")
    static let ownSecretRules = Bilingual(
        "A PIN of 4 to 8 digits or a password of at least 12 characters, none of the easy ones",
        "৪-৮ সংখ্যার পিন বা কমপক্ষে ১২ অক্ষরের পাসওয়ার্ড, সহজ কোনোটি নয়")
    static let secretChanged = Bilingual(
        "It is changed, and you are signed out everywhere else.", "বদলানো হয়েছে, অন্য সব জায়গা থেকে সাইন আউট হয়েছেন।")
    static let changeFirst = Bilingual(
        "Somebody else gave you this PIN or password. Choose one that only you know; then you can go on.",
        "এই পিন বা পাসওয়ার্ড অন্য কেউ দিয়েছেন। শুধু আপনি জানেন এমন একটি বেছে নিন, তারপর কাজ শুরু করতে পারবেন।")
    static let signOutHint = Bilingual(
        "On this device and on all others where you are signed in.", "এই যন্ত্রে এবং অন্য যেসব যন্ত্রে সাইন ইন আছে, সবখানে।")
    static let unknownBrowser = Bilingual("A browser that is not registered", "নিবন্ধন করা নয় এমন ব্রাউজার")
    static let signedInSince = Bilingual("signed in since", "সাইন ইনের সময়:")
    static let here = Bilingual("this one", "এটিই")
    static let lock = Bilingual("Locked", "বন্ধ আছে")
    static let unlock = Bilingual("Go on", "চালিয়ে যান")
    static let somebodyElse = Bilingual("I am somebody else", "আমি অন্য কেউ")
    static let lockKeeps = Bilingual(
        "Nobody was here for a while. What was typed is still there.", "কিছুক্ষণ কেউ ছিলেন না। যা লেখা হয়েছিল তা আছে।")
    static let lockedSince = Bilingual("Locked after wrong tries since", "ভুল চেষ্টার পর বন্ধ আছে:")
    static let openAccount = Bilingual("Open the account", "অ্যাকাউন্ট খুলে দিন")
}

/// Words of the first start.
extension StaffText {
    static let setup = Bilingual("Set the clinic up", "ক্লিনিক চালু করুন")
    static let setupHint = Bilingual(
        "Nobody works here yet. The first person is the administrator, who adds all others.",
        "এখনো কোনো কর্মী নেই। প্রথম জন হবেন প্রশাসক, তিনিই অন্যদের যোগ করবেন।")
    static let password = Bilingual("Password, at least 12 characters", "পাসওয়ার্ড, কমপক্ষে ১২ অক্ষর")
    static let makeAdministrator = Bilingual("Begin", "শুরু করুন")
}
