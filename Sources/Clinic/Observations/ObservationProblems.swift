import Vocabulary

/// What is said of a reading that cannot stay as it is.
enum VitalText {
    static func unusual(_ definition: ObservationDefinition) -> Bilingual {
        Bilingual(
            "\(definition.name.english): unusual at this age. Measure again; if it is right, tick the box.",
            "\(definition.name.bangla): এই বয়সে অস্বাভাবিক। আবার মাপুন; ঠিক থাকলে নিচে টিক দিন।")
    }

    static let bothNumbers = Bilingual(
        "Write both numbers of the blood pressure", "রক্তচাপের দুটি সংখ্যাই লিখুন")

    static func possible(_ range: ClosedRange<DecimalText>, _ definition: ObservationDefinition) -> Bilingual {
        let (low, high) = (range.lowerBound, range.upperBound)
        return Bilingual(
            """
            \(definition.name.english): possible is \(low) to \(definition.words(high, .english)). Measure again.
            """,
            """
            \(definition.name.bangla): \(Language.bangla.digits(low.description)) থেকে \
            \(definition.words(high, .bangla)) হতে পারে। আবার মেপে লিখুন।
            """)
    }

    static func precision(_ definition: ObservationDefinition) -> Bilingual {
        let (name, count) = (definition.name, definition.decimals)
        if count == 0 {
            return Bilingual("\(name.english): write a whole number", "\(name.bangla): পূর্ণ সংখ্যা লিখুন")
        }
        return Bilingual(
            "\(name.english): at most \(count) \(count == 1 ? "digit" : "digits") after the point",
            "\(name.bangla): দশমিকের পরে সর্বোচ্চ \(Language.bangla.digits(count))টি অঙ্ক")
    }
}

extension Problem {
    static let noSuchObservation = Problem(
        .notFound, "no-such-observation", Bilingual("There is no such measurement", "এমন কোনো মাপ নেই"))
    static let cannotBePregnant = Problem.invalid([
        Field(
            "pregnancy",
            Bilingual("Only a woman of 10 to 55 years can be this", "শুধু ১০ থেকে ৫৫ বছরের নারীর ক্ষেত্রে প্রযোজ্য"))
    ])

    static func amendedAlready(_ measurement: Measurement) -> Problem {
        let title =
            measurement.value == nil
            ? Bilingual("This was withdrawn already: measure again", "এটি আগেই বাদ দেওয়া হয়েছে: আবার মাপুন")
            : Bilingual("Somebody corrected this meanwhile", "এর মধ্যে কেউ এটি ঠিক করেছেন")
        return Problem(
            .conflict, "amended-already", title,
            members: ["current": .text(measurement.current.id.description)])
    }
}
