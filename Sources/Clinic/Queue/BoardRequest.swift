import Vocabulary

/// For whom a board is: who sits in this room.
struct RoomQuery: Input {
    let room: String?

    init?(_ fields: inout Fields) { room = fields.optional("room", .text(longest: 40)) }
}

/// What a tap on a board says: "next", or "<action> <entry> <version>", and for sending also the stage.
struct BoardRequest: Input {
    enum Tap: Sendable, Equatable {
        case next
        case transition(Action, ID<QueueEntry>, version: Int, to: Stage?)
    }

    let room: String?
    let tap: Tap

    init?(_ fields: inout Fields) {
        room = fields.optional("room", .text(longest: 40))
        guard let tap = fields.required("tap", Self.tap) else { return nil }
        self.tap = tap
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
