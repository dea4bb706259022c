import Vocabulary

enum BillingText {
    static let title = Bilingual("Bill", "বিল")
    static let charges = Bilingual("What was done", "যা যা সেবা হয়েছে")
    static let rate = Bilingual("Rate", "মূল্য")
    static let gross = Bilingual("Total", "মোট")
    static let waiver = Bilingual("Waiver", "মওকুফ")
    static let noWaiver = Bilingual("None", "মওকুফ নেই")
    static let percent = Bilingual("How much of a hundred?", "শতকরা কত?")
    static let reason = Bilingual("Why?", "কেন?")
    static let reasonHint = Bilingual(
        "The card's number and expiry, or who decided", "কার্ডের নম্বর ও মেয়াদ, অথবা কে ঠিক করেছেন")
    static let whichClass = Bilingual("Choose what it is waived for", "কোন মওকুফ তা বেছে নিন")
    static let managerGrants = Bilingual("A manager may grant more.", "ব্যবস্থাপক আরও ছাড় দিতে পারেন।")
    static let rounding = Bilingual("Rounding", "পূর্ণ টাকায় সমন্বয়")
    static let toPay = Bilingual("To pay", "দিতে হবে")
    static let settlement = Bilingual("When is it paid?", "টাকা কখন দেবেন?")
    static let tendered = Bilingual("Cash received", "কত টাকা দিলেন")
    static let exact = Bilingual("Exact", "ঠিক টাকা")
    static let giveBack = Bilingual("Give back", "ফেরত দিন")
    static let staysDue = Bilingual("Stays due", "বাকি থাকবে")
    static let issueAndTake = Bilingual("Issue invoice and take money", "বিল দিন ও টাকা নিন")
    static let issueFree = Bilingual("Issue free invoice", "বিনামূল্যের বিল দিন")
    static let issueDue = Bilingual("Issue invoice, paid later", "বিল দিন, টাকা পরে")
    static let nothingToPay = Bilingual("Nothing to pay", "কিছু দিতে হবে না")
    static let noCharges = Bilingual(
        "Nothing was charged in this visit. What is done later appears here.",
        "এই সাক্ষাতে কোনো সেবার মূল্য ধরা হয়নি। পরে কিছু হলে এখানে দেখা যাবে।")
    static let allBilled = Bilingual("Everything of this visit is billed", "এই সাক্ষাতের সব বিল দেওয়া হয়েছে")
    static let sendOn = Bilingual("Done here", "এখানে শেষ")
    static let nextPerson = Bilingual("Next person", "পরের জন")
    static let invoice = Bilingual("Invoice", "বিল")
    static let invoices = Bilingual("Invoices of this visit", "এই সাক্ষাতের বিল")
    static let open = Bilingual("Open", "খুলুন")
    static let printed = Bilingual("Sent to the printer", "প্রিন্টারে পাঠানো হয়েছে")
    static let reprint = Bilingual("Print again", "আবার ছাপুন")
    static let visit = Bilingual("The visit's bill", "সাক্ষাতের বিল")
    static let paid = Bilingual("Paid", "পরিশোধ")
    static let due = Bilingual("Due", "বাকি")
    static let takeMoney = Bilingual("Take money", "টাকা নিন")
    static let takeDue = Bilingual("Pay what is due", "বাকি টাকা নিন")
    static let free = Bilingual("Free", "বিনামূল্যে")

    // On paper.
    static let invoiceAndReceipt = Bilingual("Invoice and receipt", "বিল ও রসিদ")
    static let invoiceNumber = Bilingual("Invoice number", "বিল নম্বর")
    static let receiptNumber = Bilingual("Receipt number", "রসিদ নম্বর")
    static let date = Bilingual("Date", "তারিখ")
    static let patient = Bilingual("Patient", "রোগী")
    static let noName = Bilingual("No name", "নাম নেই")
    static let token = Bilingual("Token", "টোকেন")
    static let inWords = Bilingual("In words", "কথায়")
    static let paidInCash = Bilingual("Paid in cash", "পরিশোধ (নগদ)")
    static let given = Bilingual("Received", "দিয়েছেন")
    static let back = Bilingual("Change", "ফেরত")
    static let cashDesk = Bilingual("Cash desk", "ক্যাশ কাউন্টার")

    static func copy(_ number: Int) -> Bilingual {
        Bilingual("Reprint (copy \(number))", "পুনর্মুদ্রণ (কপি \(Language.bangla.digits(number)))")
    }

    static let accounts = Bilingual("Accounts", "হিসাব")
    static let trialBalance = Bilingual("Trial balance", "রেওয়ামিল")
    static let account = Bilingual("Account", "হিসাবের খাত")
    static let debits = Bilingual("Debit", "ডেবিট")
    static let credits = Bilingual("Credit", "ক্রেডিট")
    static let sum = Bilingual("Sum", "যোগফল")
    static let balanced = Bilingual(
        "The books balance: debit equals credit, and what patients owe is what their invoices leave open.",
        "হিসাব মিলেছে: ডেবিট ও ক্রেডিট সমান, এবং রোগীদের কাছে পাওনা আর বিলের বাকি একই।")
    static let unbalanced = Bilingual(
        "The books do not balance. Tell the administrator at once; take no further payments here.",
        "হিসাব মেলেনি। এখনই প্রশাসককে জানান; এখানে আর টাকা নেবেন না।")

    static func settlement(_ settlement: Settlement) -> Bilingual {
        switch settlement {
        case .now: Bilingual("Now, in cash", "এখন, নগদ")
        case .later: Bilingual("Later: stays due", "পরে: বাকি থাকবে")
        }
    }

    static func status(_ invoice: Invoice) -> Bilingual {
        switch invoice.status {
        case .paid: invoice.total == .zero ? free : paid
        case .due, .partPaid:
            Bilingual("Due \(invoice.due.text(.english))", "বাকি \(invoice.due.text(.bangla))")
        }
    }

    /// "Ultra-poor red card 100%", "Discount by doctor, up to 20%".
    static func tile(_ exemption: Exemption, upTo limit: Int) -> Bilingual {
        let bangla = Language.bangla.digits(limit)
        if exemption.isFixed {
            return Bilingual("\(exemption.name.english) \(limit)%", "\(exemption.name.bangla) \(bangla)%")
        }
        return Bilingual(
            "\(exemption.name.english), up to \(limit)%", "\(exemption.name.bangla), সর্বোচ্চ \(bangla)%")
    }
}
