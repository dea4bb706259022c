import Vocabulary

/// What a desk asks to be done with someone, and in which version it saw them.
struct TransitionRequest: Input {
    let entry: ID<QueueEntry>
    let action: Action
    let version: Int
    let roomID: String?
    let stage: Stage?
    let reason: String?

    init?(_ fields: inout Fields) {
        let entry = fields.required("entry", Rule.id(of: QueueEntry.self))
        let action = fields.required("action", Rule.choice(Action.self))
        let version = fields.required("version", .integer(1...1_000_000))
        roomID = fields.optional("room", .text(longest: 40))
        stage = fields.optional("stage", Rule.choice(Stage.self))
        reason = fields.optional("reason", .text(longest: 200))
        guard let entry, let action, let version else { return nil }
        (self.entry, self.action, self.version) = (entry, action, version)
    }

    init(entry: ID<QueueEntry>, action: Action, version: Int, roomID: String?, stage: Stage?, reason: String?) {
        (self.entry, self.action, self.version) = (entry, action, version)
        (self.roomID, self.stage, self.reason) = (roomID, stage, reason)
    }

    /// The room to call to.
    /// - Throws: 422 when none was said, or none that this stage has.
    func room(at stage: Stage, _ act: Act) throws -> Room {
        guard let roomID else { throw Problem.needsRoom }
        return try act.site.configuration.room(roomID, at: stage)
    }

    /// The room to call to again: the one said, or the one called to before.
    func room(of entry: Entry, _ act: Act) throws -> Room {
        try act.site.configuration.room(roomID ?? entry.room ?? "", at: entry.stage)
    }
}

extension Configuration {
    func room(_ id: String, at stage: Stage) throws -> Room {
        guard let room = room(id), room.stage == stage else { throw Problem.unknownRoom(stage, rooms(at: stage)) }
        return room
    }
}
