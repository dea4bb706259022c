import Vocabulary

enum OrderText {
    static let workList = Bilingual("Tests to do", "পরীক্ষার তালিকা")
    static let which = Bilingual("Which tests", "কোন পরীক্ষা")
    static let all = Bilingual("All", "সব")
    static let nothingToDo = Bilingual(
        "No test is waiting. New ones appear here by themselves; someone who came for a test alone is called from the queue.",
        "কোনো পরীক্ষা বাকি নেই। নতুন পরীক্ষা এলে নিজে থেকেই এখানে দেখা যাবে; শুধু পরীক্ষার জন্য কেউ এলে সারি থেকে ডাকুন।")
    static let toList = Bilingual("To the list", "তালিকায় যান")
    static let goOn = Bilingual("Done here: send on", "এখানকার কাজ শেষ: পরের ধাপে পাঠান")
    static let noTests = Bilingual(
        "No test has been ordered for this visit. Add one below.", "এই সাক্ষাতে কোনো পরীক্ষা দেওয়া হয়নি। নিচ থেকে যোগ করুন।")
    static let nobody = Bilingual(
        "This token has no name yet. Register who this is, then tests can be added.",
        "এই টোকেনে এখনো নাম নেই। আগে রোগীর পরিচয় নিবন্ধন করুন, তারপর পরীক্ষা যোগ করা যাবে।")
    static let add = Bilingual("Add a test", "পরীক্ষা যোগ করুন")
    static let free = Bilingual("free", "বিনামূল্যে")
    static let save = Bilingual("Save results", "ফলাফল সংরক্ষণ করুন")
    static let verify = Bilingual("Verify", "যাচাই করা হলো")
    static let verifyAgain = Bilingual("Verify again", "আবার যাচাই করা হলো")
    static let verifyHint = Bilingual(
        "Look at every value, then verify: only verified results count.",
        "প্রতিটি মান দেখে নিন, তারপর যাচাই করুন: শুধু যাচাই করা ফলাফলই চূড়ান্ত।")
    static let amend = Bilingual("Amend", "সংশোধন")
    static let amended = Bilingual("Amend the result", "ফলাফল সংশোধন করুন")
    static let newValue = Bilingual("What it should be", "সঠিক ফলাফল")
    static let amendReason = Bilingual("Why it is amended", "কেন সংশোধন করা হচ্ছে")
    static let before = Bilingual("Before", "আগে ছিল")
    static let revoke = Bilingual("Revoke this test", "এই পরীক্ষা বাতিল করুন")
    static let revokeReason = Bilingual("Why it will not be done", "কেন পরীক্ষাটি হবে না")
    static let revokeHint = Bilingual(
        "Its charge is cancelled with it, unless it is on an invoice already.",
        "সাথে এর চার্জও বাতিল হবে, যদি আগেই বিল না হয়ে থাকে।")
    static let choose = Bilingual("Choose …", "বেছে নিন …")
    static let othersWork = Bilingual("For another station", "অন্য স্টেশনের কাজ")
    static let orderedBy = Bilingual("Ordered by", "দিয়েছেন")
    static let notVerified = Bilingual("not verified", "যাচাই হয়নি")

    static func title(_ token: Token) -> Bilingual {
        Bilingual("Tests of token \(token.serial)", "টোকেন \(Language.bangla.digits(token.serial)) এর পরীক্ষা")
    }

    static func missing(_ count: Int) -> Bilingual {
        Bilingual(
            "\(count) parts have no result, and take none once this is verified.",
            "\(Language.bangla.digits(count))টি অংশে ফলাফল নেই; যাচাইয়ের পর আর লেখা যাবে না।")
    }

    static func state(_ order: Order) -> Bilingual {
        switch order.state {
        case .draft: order.request.status.name
        case .waiting: Bilingual("Waits for results", "ফলাফল বাকি")
        case .entered: Bilingual("Waits for verification", "যাচাই বাকি")
        case .verified: Bilingual("Verified", "যাচাই হয়েছে")
        case .amended: Bilingual("Amended: verify again", "সংশোধিত: আবার যাচাই করুন")
        case .revoked: Bilingual("Revoked: \(order.request.reason ?? "")", "বাতিল: \(order.request.reason ?? "")")
        }
    }

    static func discipline(_ code: String) -> Bilingual {
        switch code {
        case "haematology": Bilingual("Blood", "রক্ত")
        case "biochemistry": Bilingual("Biochemistry", "বায়োকেমিস্ট্রি")
        case "urine": Bilingual("Urine", "প্রস্রাব")
        case "microbiology": Bilingual("Microbiology", "মাইক্রোবায়োলজি")
        case "serology": Bilingual("Serology", "সেরোলজি")
        case "cytology": Bilingual("Cytology", "সাইটোলজি")
        case "imaging": Bilingual("Ultrasound and X-ray", "আল্ট্রাসনোগ্রাম ও এক্স-রে")
        case "cardiac": Bilingual("Heart", "হার্ট")
        default: Bilingual(code, code)
        }
    }

    /// An interval as it is printed: "13.0–17.0", "up to 200".
    static func range(_ low: String?, _ high: String?) -> Bilingual? {
        switch (low, high) {
        case (let low?, let high?) where low == high: Bilingual(low, Language.bangla.digits(low))
        case (let low?, let high?):
            Bilingual("\(low)–\(high)", "\(Language.bangla.digits(low))–\(Language.bangla.digits(high))")
        case (let low?, nil): Bilingual("\(low) or more", "\(Language.bangla.digits(low)) বা বেশি")
        case (nil, let high?): Bilingual("up to \(high)", "\(Language.bangla.digits(high)) পর্যন্ত")
        case (nil, nil): nil
        }
    }

    /// A UCUM unit as laboratories print it.
    static func unit(_ ucum: String) -> String {
        switch ucum {
        case "1", "[pH]": ""
        case "10*3/uL": "×10³/µL"
        case "10*6/uL": "×10⁶/µL"
        case "mL/min/{1.73_m2}": "mL/min/1.73 m²"
        default: ucum.filter { !"[]{}".contains($0) }
        }
    }
}
