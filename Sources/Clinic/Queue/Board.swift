import GRDB
import HTTP
import Vocabulary

/// The line of one stage today, as its staff see it.
struct Board: Sendable {
    let stage: Stage
    let day: Day
    var serving: [Entry] = []
    var called: [Entry] = []
    var waiting: [Entry] = []
    var noShow: [Entry] = []
}

extension Queue {
    /// The same for whoever works here and for programs: names are for who serves or looks up people.
    static func board(_ asked: StageQuery, _ act: Act, _ db: Database) throws -> Board {
        try board(asked.stage, isNamed: TokenView(act.actor, isToday: true).hasPatient, act, db)
    }

    /// Everyone active at the stage, the waiting in the order they will be called: the index's own order, so that
    /// nothing is sorted.
    static func board(_ stage: Stage, isNamed: Bool = true, _ act: Act, _ db: Database) throws -> Board {
        var board = Board(stage: stage, day: act.day)
        let entries = try db.list(
            Entry.select + """
                 WHERE entry.stage = ? AND entry.day = ? AND entry.ended_at IS NULL
                ORDER BY entry.state, entry.rank_at, entry.serial
                """,
            [stage.rawValue, act.day]
        ) { try Entry(row: $0, isNamed: isNamed) }
        for entry in entries {
            switch entry.state {
            case .serving: board.serving.append(entry)
            case .called: board.called.append(entry)
            case .waiting: board.waiting.append(entry)
            case .noShow: board.noShow.append(entry)
            case .done, .voided: break
            }
        }
        return board
    }
}

struct StageQuery: Input {
    let stage: Stage

    init?(_ fields: inout Fields) {
        guard let stage = fields.required("stage", Rule.choice(Stage.self)) else { return nil }
        self.stage = stage
    }
}

extension Board: JSONObject {
    static let properties: [Property<Board>] = [
        .string("stage", oneOf: Stage.allCases.map(\.rawValue)) { $0.stage.rawValue },
        .string("day", format: "date") { $0.day.description },
        .array("serving") { $0.serving },
        .array("called") { $0.called },
        .array("waiting") { $0.waiting },
        .array("noShow") { $0.noShow },
    ]
}

extension Entry: JSONObject {
    package static let properties: [Property<Entry>] = [
        .id("id") { $0.id },
        .id("tokenId") { $0.token },
        .integer("serial") { $0.serial },
        .string("stage", oneOf: Stage.allCases.map(\.rawValue)) { $0.stage.rawValue },
        .string("state", oneOf: EntryState.allCases.map(\.rawValue)) { $0.state.rawValue },
        .optionalString("room") { $0.room },
        .integer("version") { $0.version },
        .string("priority", oneOf: Priority.allCases.map(\.rawValue)) { $0.priority.rawValue },
        .string("service") { $0.service },
        .optionalString("name") { $0.name(.bangla) },
        .instant("enteredAt") { $0.enteredAt },
        .optionalInstant("calledAt") { $0.calledAt },
        .optionalInstant("servingAt") { $0.servingAt },
        .integer("calls") { $0.calls },
    ]
}
