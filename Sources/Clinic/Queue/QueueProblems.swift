import Vocabulary

extension Problem {
    static let noSuchEntry = Problem(
        .notFound, "no-such-entry", Bilingual("There is nobody here by this number", "এই নম্বরে এখানে কেউ নেই"))
    static let needsStage = Problem.invalid([
        Field("stage", Bilingual("Say where to send them", "কোথায় পাঠাবেন তা বলুন"))
    ])
    static let needsRoom = Problem.invalid([
        Field("room", Bilingual("Choose your room", "আপনার কক্ষ বেছে নিন"))
    ])

    static func unknownRoom(_ stage: Stage, _ rooms: [Room]) -> Problem {
        let list = rooms.map(\.id).joined(separator: ", ")
        return .invalid([Field("room", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }

    static func sameStage(_ stage: Stage) -> Problem {
        .invalid([Field("stage", Bilingual("They are here already", "তিনি এখানেই আছেন"))])
    }

    static func nobodyWaiting(_ stage: Stage) -> Problem {
        Problem(
            .conflict, "nobody-waiting", Bilingual("Nobody is waiting here", "এখানে কেউ অপেক্ষা করছে না"),
            members: ["stage": .text(stage.rawValue)])
    }

    /// Somebody was quicker: what was seen is not so any more.
    static func stale(_ entry: Entry) -> Problem {
        Problem(
            .conflict, "stale",
            Bilingual(
                "Token \(entry.serial) has changed meanwhile: \(place(entry)[.english])",
                "টোকেন \(Language.bangla.digits(entry.serial)) এর মধ্যে বদলে গেছে: \(place(entry)[.bangla])"),
            members: state(of: entry))
    }

    static func notNow(_ entry: Entry) -> Problem {
        Problem(
            .conflict, "not-now",
            Bilingual(
                "This cannot be done with token \(entry.serial) now: \(place(entry)[.english])",
                "টোকেন \(Language.bangla.digits(entry.serial)) এর জন্য এখন এটি করা যায় না: \(place(entry)[.bangla])"),
            members: state(of: entry))
    }

    static func entryOfAnotherDay(_ entry: Entry) -> Problem {
        Problem(
            .conflict, "token-of-another-day",
            Bilingual("This token is of another day", "এই টোকেনটি অন্য দিনের"), members: state(of: entry))
    }

    /// "Registration, called": where the person is, so that nobody has to look for them.
    private static func place(_ entry: Entry) -> Bilingual {
        Bilingual(
            entry.stage.name.english + ", " + entry.state.name.english.lowercased(),
            entry.stage.name.bangla + ", " + entry.state.name.bangla)
    }

    private static func state(of entry: Entry) -> [String: Member] {
        var members: [String: Member] = [
            "serial": .number(entry.serial), "stage": .text(entry.stage.rawValue),
            "state": .text(entry.state.rawValue), "version": .number(entry.version),
        ]
        if let room = entry.room { members["room"] = .text(room) }
        return members
    }
}
