import Vocabulary

/// Which board, for whom.
struct BoardQuery: Input {
    let stage: Stage
    let room: String?

    init?(_ fields: inout Fields) {
        room = fields.optional("room", .text(longest: 40))
        guard let stage = fields.required("stage", Rule.choice(Stage.self)) else { return nil }
        self.stage = stage
    }
}

/// What a tap on a board says: "next", or "<action> <entry> <version>", and for sending also the stage.
struct BoardRequest: Input {
    enum Tap: Sendable, Equatable {
        case next
        case transition(Action, ID<QueueEntry>, version: Int, to: Stage?)
    }

    let stage: Stage
    let room: String?
    let tap: Tap

    init?(_ fields: inout Fields) {
        room = fields.optional("room", .text(longest: 40))
        let stage = fields.required("stage", Rule.choice(Stage.self))
        let tap = fields.required("tap", Self.tap)
        guard let stage, let tap else { return nil }
        (self.stage, self.tap) = (stage, tap)
    }

    private static var tap: Rule<Tap> {
        .parsed(.string(maxLength: 100), example: .next, Refusal("This button is not known", "এই বোতামটি জানা নেই")) {
            parse($0)
        }
    }

    private static func parse(_ text: String) -> Tap? {
        if text == "next" { return .next }
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3 || words.count == 4, let action = Action(rawValue: words[0]),
            let entry = ID<QueueEntry>(words[1]), let version = Int(words[2])
        else { return nil }
        if words.count == 3 { return .transition(action, entry, version: version, to: nil) }
        return Stage(rawValue: words[3]).map { .transition(action, entry, version: version, to: $0) }
    }
}
