import Vocabulary

extension Problem {
    static let noSuchInvoice = Problem(
        .notFound, "no-such-invoice", Bilingual("There is no such invoice", "এমন কোনো বিল নেই"))
    static let nothingToBill = Problem(
        .conflict, "nothing-to-bill",
        Bilingual("There is nothing to bill in this visit", "এই সাক্ষাতে বিল করার মতো কিছু নেই"))
    static let somethingToBill = Problem(
        .conflict, "something-to-bill",
        Bilingual("There is something that is not billed yet", "এখনো কিছু বিল করা বাকি আছে"))

    static func invoicedAlready(_ invoice: Invoice) -> Problem {
        Problem(
            .conflict, "invoiced-already",
            Bilingual(
                "This is billed already: invoice \(invoice.number)", "এর বিল আগেই দেওয়া হয়েছে: বিল নম্বর \(invoice.number)"),
            members: ["invoice": .text(invoice.id.description), "number": .text(invoice.number)])
    }

    static func chargesChanged(_ gross: Money) -> Problem {
        Problem(
            .conflict, "charges-changed",
            Bilingual(
                "Something was added meanwhile: the charges are \(gross.text(.english)) now. Look again.",
                "এর মধ্যে কিছু যোগ হয়েছে: এখন মোট \(gross.text(.bangla))। আবার দেখে নিন।"),
            members: ["gross": .number(Int(gross.poisha))])
    }

    static func needsManager(_ exemption: Exemption) -> Problem {
        let (limit, bangla) = (exemption.withoutManager, Language.bangla.digits(exemption.withoutManager))
        let isManagersAlone = limit < exemption.percent.lowerBound
        let words =
            isManagersAlone
            ? Bilingual(
                "\(exemption.name.english): a manager has to grant this", "\(exemption.name.bangla): ব্যবস্থাপকের অনুমতি লাগবে")
            : Bilingual(
                "\(exemption.name.english): above \(limit)% a manager has to grant it",
                "\(exemption.name.bangla): \(bangla)% এর বেশি দিতে ব্যবস্থাপকের অনুমতি লাগবে")
        return Problem(
            .forbidden, "needs-manager", words,
            fields: [Field(isManagersAlone ? "waiverClass" : "waiverPercent", words)])
    }

    static func unknownExemption(_ act: Act) -> Problem {
        let list = act.site.catalogue.exemptions.all.map(\.code).joined(separator: ", ")
        return .invalid([Field("waiverClass", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }

    static let needsTendered = Problem.invalid([
        Field(
            "tendered",
            Bilingual(
                "Write what was handed over, or choose that it is paid later",
                "কত টাকা দিলেন লিখুন, অথবা পরে দেবেন বেছে নিন"))
    ])
    static let eitherNowOrLater = Problem.invalid([
        Field(
            "tendered",
            Bilingual("Either it is paid now or later: empty this", "হয় এখন দেবেন, নয় পরে: এই ঘরটি খালি করুন"))
    ])

    static func nothingIsDue(_ field: String) -> Problem {
        .invalid([Field(field, Bilingual("Nothing is due", "কোনো টাকা বাকি নেই"))])
    }

    static func needsAmount(_ field: String) -> Problem {
        .invalid([Field(field, Bilingual("Write an amount above zero", "শূন্যের বেশি টাকা লিখুন"))])
    }

    static func aboveWhatIsDue(_ due: Money) -> Problem {
        .invalid([
            Field(
                "amount",
                Bilingual(
                    "At most \(due.text(.english)), which is what is due", "সর্বোচ্চ \(due.text(.bangla)), এটুকুই বাকি"))
        ])
    }

    static func tenderedTooLittle(_ amount: Money) -> Problem {
        .invalid([
            Field(
                "tendered",
                Bilingual(
                    "This is less than the amount of \(amount.text(.english))",
                    "এটি \(amount.text(.bangla)) এর চেয়ে কম"))
        ])
    }
}

extension Problem.Field {
    static let needsReason = Problem.Field(
        "waiverReason", Bilingual("Write why: the card's number, or who decided", "কেন লিখুন: কার্ড নম্বর, বা কে ঠিক করেছেন"))

    static func percentOutside(_ exemption: Exemption) -> Problem.Field {
        let (low, high) = (exemption.percent.lowerBound, exemption.percent.upperBound)
        let (lowBangla, highBangla) = (Language.bangla.digits(low), Language.bangla.digits(high))
        return Problem.Field(
            "waiverPercent",
            low == high
                ? Bilingual("This class waives \(low)%", "এই শ্রেণিতে মওকুফ \(lowBangla)%")
                : Bilingual("Write a number from \(low) to \(high)", "\(lowBangla) থেকে \(highBangla) এর মধ্যে লিখুন"))
    }
}
