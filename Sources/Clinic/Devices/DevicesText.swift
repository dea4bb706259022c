import Vocabulary

enum DevicesText {
    static let title = Bilingual("Devices", "ডিভাইস")
    static let none = Bilingual(
        "No device is registered yet. Add the waiting room's screen, or a tablet of the staff.",
        "এখনো কোনো ডিভাইস নিবন্ধিত নেই। অপেক্ষা কক্ষের পর্দা বা কর্মীদের ট্যাবলেট যোগ করুন।")
    static let add = Bilingual("Add a device", "ডিভাইস যোগ করুন")
    static let name = Bilingual("Name", "নাম")
    static let nameHint = Bilingual(
        "As it is called in the clinic: Tablet of counter 1", "ক্লিনিকে যে নামে চেনা যায়: ১ নম্বর কাউন্টারের ট্যাবলেট")
    static let kind = Bilingual("What is it?", "এটি কী?")
    static let room = Bilingual("Where does it stand?", "এটি কোথায় থাকে?")
    static let noRoom = Bilingual("Nowhere for good", "নির্দিষ্ট কোনো জায়গা নেই")
    static let getCode = Bilingual("Get a code", "কোড নিন")
    static let newCode = Bilingual("Get a new code", "নতুন কোড নিন")
    static let newCodeHint = Bilingual(
        "For a device that lost its registration, or did not register in time. Until it comes with the new code, all stays as it is.",
        "যে ডিভাইসের নিবন্ধন হারিয়ে গেছে বা সময়মতো নিবন্ধন হয়নি তার জন্য। নতুন কোড ব্যবহার না করা পর্যন্ত সব আগের মতোই থাকে।")
    static let awaited = Bilingual("Waits for its code", "কোডের অপেক্ষায়")
    static let notSeen = Bilingual("Not heard of yet", "এখনো কোনো সাড়া নেই")
    static let seen = Bilingual("Last heard of {time} ago", "শেষ সাড়া {time} আগে")
    static let seenAt = Bilingual("Last heard of {time}", "শেষ সাড়া {time}")
    static let nobodySignedIn = Bilingual("nobody is signed in", "কেউ সাইন ইন করা নেই")
    static let signedIn = Bilingual("Signed in here", "এখানে সাইন ইন করা আছেন")
    static let since = Bilingual("since", "শুরু")
    static let elsewhere = Bilingual("Signed in on other browsers", "অন্য ব্রাউজারে সাইন ইন করা")
    static let elsewhereHint = Bilingual(
        "These are not registered, and cannot be revoked.", "এগুলো নিবন্ধিত নয়, তাই বাতিল করা যায় না।")
    static let revokedDevices = Bilingual("Revoked", "বাতিল করা")
    static let revokedAt = Bilingual("Revoked", "বাতিল হয়েছে")
    static let added = Bilingual("Added", "যোগ করা হয়েছে")
    static let registered = Bilingual("Registered", "নিবন্ধিত হয়েছে")
    static let state = Bilingual("State", "অবস্থা")
    static let save = Bilingual("Save", "সংরক্ষণ করুন")
    static let change = Bilingual("Name and place", "নাম ও জায়গা")
    static let back = Bilingual("All devices", "সব ডিভাইস")
    static let revoke = Bilingual("Revoke this device", "ডিভাইসটি বাতিল করুন")
    static let revokeHint = Bilingual(
        "For a device that was lost, stolen or given away. Within a second it opens nothing any more, and whoever is signed in on it is signed out. It can be added anew later.",
        "হারিয়ে যাওয়া, চুরি হওয়া বা দিয়ে দেওয়া ডিভাইসের জন্য। এক সেকেন্ডের মধ্যে এটি আর কিছুই খুলতে পারবে না, আর এতে যিনি সাইন ইন করা আছেন তিনি বের হয়ে যাবেন। পরে নতুন করে যোগ করা যাবে।"
    )
    static let revokeButton = Bilingual("Yes, revoke it", "হ্যাঁ, বাতিল করুন")

    // The code
    static let codeTitle = Bilingual("Code for", "কোড:")
    static let codeShownOnce = Bilingual(
        "It is shown only now. On the device, scan this or open the address and type the code.",
        "কোডটি শুধু এখনই দেখা যাবে। ডিভাইসে এটি স্ক্যান করুন, অথবা ঠিকানাটি খুলে কোডটি লিখুন।")
    static let codeOver = Bilingual("This code is no longer good.", "কোডটির মেয়াদ শেষ।")

    static func codeUntil(_ time: String) -> Bilingual {
        Bilingual("Good once, until \(time)", "একবার ব্যবহার করা যাবে, \(time) পর্যন্ত")
    }

    static let codeLeft = Bilingual("Good for {time} more", "আর {time} সময় আছে")

    // On the device
    static let register = Bilingual("Register this device", "এই ডিভাইসটি নিবন্ধন করুন")
    static let code = Bilingual("Code", "কোড")
    static let codeHint = Bilingual(
        "Eight letters and digits; the administrator has them", "আটটি অক্ষর ও সংখ্যা; প্রশাসকের কাছে আছে")
    static let registerButton = Bilingual("Register", "নিবন্ধন করুন")
    static let registeredTitle = Bilingual("This device is registered", "ডিভাইসটি নিবন্ধিত হয়েছে")
    static let kioskRegistered = Bilingual(
        "There is nothing for a kiosk to do here yet.", "কিয়স্কের জন্য এখানে এখনো কোনো কাজ নেই।")

    static func state(_ state: DeviceRecord.State) -> Bilingual {
        switch state {
        case .awaited: awaited
        case .registered: registered
        case .revoked: revokedAt
        }
    }

    /// "10:42", with the day before it when that is not today.
    static func moment(_ instant: Instant, _ act: Act) -> String {
        let time = act.language.digits(instant.wallClock)
        let day = Day(instant)
        return day == act.day ? time : day.words(act.language) + " " + time
    }
}
