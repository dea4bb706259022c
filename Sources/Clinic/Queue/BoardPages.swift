import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// A stage's board: the next person large with Call, the called with Serve, Recall, Not here, then the line.
enum BoardPages {
    /// A route for each stage, because each has callers of its own: an answer that is kept for one caller is given to
    /// every caller of its route.
    static func register(_ routes: inout Routes) {
        for stage in Stage.allCases { register(stage, &routes) }
    }

    private static func register(_ stage: Stage, _ routes: inout Routes) {
        let address = stage.board(nil)
        routes.query(address, by: stage.callers, about: .list, "The board of a stage") { (asked: RoomQuery, act, db) in
            try page(stage, asked.room, .fresh, act, db)
        }
        routes.query(
            address + "/line", by: stage.callers, about: .list, topic: .queue, "The part of a board that changes"
        ) {
            (asked: RoomQuery, act, db) in
            Fragment(BoardLine.html(try Queue.board(stage, act, db), asked.room, act))
        }
        let again = { @Sendable (state: FormState, act: Act, db: Database) in
            try page(stage, state.typed["room"], state, act, db)
        }
        routes.form(address, by: stage.callers, about: .one(.entry, in: "tap"), "A tap on a board", again: again) {
            (asked: BoardRequest, act, db) in
            try perform(asked, at: stage, act, db)
            return SeeOther(stage.board(asked.room.flatMap(act.site.configuration.room)?.id))
        }
    }

    private static func perform(_ asked: BoardRequest, at stage: Stage, _ act: Act, _ db: Database) throws {
        switch asked.tap {
        case .next:
            guard let room = asked.room else { throw Problem.needsRoom }
            _ = try Queue.callNext(stage, try act.site.configuration.room(room, at: stage), act, db)
        case .transition(let action, let entry, let version, let other):
            _ = try Queue.apply(
                TransitionRequest(
                    entry: entry, action: action, version: version, roomID: asked.room, stage: other, reason: nil),
                act, db)
        }
    }

    private static func page(
        _ stage: Stage, _ room: String?, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let rooms = act.site.configuration.rooms(at: stage)
        let mine = rooms.first { $0.id == room } ?? (rooms.count == 1 ? rooms[0] : nil)
        let board = try Queue.board(stage, act, db)
        return Page(
            stage.name, scripts: ["board.js"], address: stage.board(mine?.id), html(board, rooms, mine, state, act))
    }

    private static func html(
        _ board: Board, _ rooms: [Room], _ mine: Room?, _ state: FormState, _ act: Act
    ) -> HTML {
        let language = act.language
        let query = mine.map { "?room=" + $0.id } ?? ""
        return """
            <div class="board">
            <div class="board-head"><h1>\(board.stage.name[language])</h1>
            <nav class="rooms" aria-label="\(QueueText.myRoom[language])">\(rooms.map { room($0, mine, language) })</nav>
            </div>
            <div id="refusal">\(Form.summary(state, language))</div>
            \(mine == nil ? "<p class=\"hint choose-room\">\(QueueText.chooseRoom[language])</p>" as HTML : .empty)
            <form id="act" method="post" action="\(board.stage.board(nil))">\(Form.envelope(act))\
            \(mine.map { "<input type=\"hidden\" name=\"room\" value=\"\($0.id)\">" as HTML })</form>
            <div id="line" data-source="/queue/\(board.stage.rawValue)/line\(query)" aria-live="polite">
            \(BoardLine.html(board, mine?.id, act))
            </div>
            \(DisplayNotice.html(language))
            </div>
            """
    }

    private static func room(_ room: Room, _ mine: Room?, _ language: Language) -> HTML {
        """
        <a href="\(room.stage.board(room.id))"\
        \(room == mine ? " aria-current=\"true\"" as HTML : .empty)>\(room.name[language])</a>
        """
    }
}
