import GRDB
import HTTP
import Storage
import Vocabulary

enum QueueRoutes {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/api/queues/:stage", by: .staff.and(.clients(.queue)), about: .list, topic: .queue, "The line of a stage"
        ) {
            (asked: StageQuery, act, db) in
            OK(try Queue.board(asked, act, db))
        }
        routes.command(.post, "/api/queues/:stage/next", by: .staff, "Call whoever is next") {
            (asked: NextRequest, act, db) in
            try asked.stage.callers.admit(act.actor)
            let room = try act.site.configuration.room(asked.room, at: asked.stage)
            return OK(try Queue.callNext(asked.stage, room, act, db))
        }
        routes.command(
            .post, "/api/queue-entries/:entry/transitions", by: .staff, "Call, recall, serve, send on, finish …"
        ) { (asked: TransitionRequest, act, db) in OK(try Queue.apply(asked, act, db)) }
    }
}

struct NextRequest: Input {
    let stage: Stage
    let room: String

    init?(_ fields: inout Fields) {
        let stage = fields.required("stage", Rule.choice(Stage.self))
        let room = fields.required("room", .text(longest: 40))
        guard let stage, let room else { return nil }
        (self.stage, self.room) = (stage, room)
    }
}

extension Moved: JSONObject {
    static let properties: [Property<Moved>] = [
        .object("entry") { $0.entry },
        .optionalObject("next") { $0.next },
    ]
}
