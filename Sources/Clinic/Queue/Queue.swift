import GRDB
import Vocabulary

/// The lines at the stages: who stands where, who is called, who goes on. Each function runs inside the caller's
/// transaction.
package enum Queue {
    /// Puts a token in the line of a stage. The constraint of one active entry per token is the judge.
    @discardableResult
    static func enter(
        _ token: NumberedToken, _ stage: Stage, _ priority: Priority, _ act: Act, _ db: Database
    ) throws -> ID<QueueEntry> {
        let id = ID<QueueEntry>.new(at: act.at)
        try db.run(
            """
            INSERT INTO queue_entry (id, token_id, visit_id, day, serial, stage, state, rank_at, entered_at, entered_by)
            VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)
            """,
            [
                id, token.id, token.visit, token.day, token.serial, stage.rawValue, rank(priority, at: act.at), act.at,
                try act.staff(),
            ])
        return id
    }

    /// Calls whoever is first in line. Two desks that ask at once get two people.
    /// - Throws: 409 when nobody waits.
    static func callNext(_ stage: Stage, _ room: Room, _ act: Act, _ db: Database) throws -> Entry {
        let first = try db.first(
            Entry.select + """
                 WHERE entry.stage = ? AND entry.day = ? AND entry.state = 'waiting' AND entry.ended_at IS NULL
                ORDER BY entry.rank_at, entry.serial LIMIT 1
                """,
            [stage.rawValue, act.day]
        ) { try Entry(row: $0) }
        guard let first else { throw Problem.nobodyWaiting(stage) }
        return try call(first, in: room, .call, act, db)
    }

    /// Does one thing with one entry, as it was seen by who asks.
    /// - Throws: 404; 403 for staff of other stages; 409 with the fresh state when it is not as they saw it.
    static func apply(_ asked: TransitionRequest, _ act: Act, _ db: Database) throws -> Moved {
        let entry = try find(asked.entry, db)
        try entry.stage.callers.admit(act.actor)
        guard entry.day == act.day else { throw Problem.entryOfAnotherDay(entry) }
        guard entry.version == asked.version else { throw Problem.stale(entry) }
        guard asked.action.state(from: entry.state) != nil else { throw Problem.notNow(entry) }
        switch asked.action {
        case .call:
            return Moved(entry: try call(entry, in: try asked.room(at: entry.stage, act), .call, act, db))
        case .recall: return Moved(entry: try call(entry, in: try asked.room(of: entry, act), .recall, act, db))
        case .serve: return Moved(entry: try serve(entry, act, db))
        case .noShow: return Moved(entry: try set(entry, .noShow, room: nil, asked, act, db))
        case .return: return Moved(entry: try putBack(entry, asked, act, db))
        case .send: return try send(entry, asked, act, db)
        case .finish: return try finish(entry, asked, act, db)
        }
    }

    /// The work of a stage was done on its own page: whoever is served there goes on. Someone who stands elsewhere, or
    /// whom nobody has called, stays, as does whose day is over: their record is complete all the same.
    /// - Parameter other: the next stage when it is not the one the visit's service says.
    @discardableResult
    static func complete(
        _ stage: Stage, of visit: ID<Visit>, then other: Stage? = nil, _ act: Act, _ db: Database
    ) throws -> Moved? {
        let served = try db.first(
            Entry.select + """
                 WHERE entry.token_id = (SELECT id FROM token WHERE visit_id = ?) AND entry.stage = ?
                    AND entry.state = 'serving' AND entry.ended_at IS NULL AND entry.day = ?
                """,
            [visit, stage.rawValue, act.day]
        ) { try Entry(row: $0) }
        guard let served else { return nil }
        let action: Action = other == nil ? .finish : .send
        return try apply(
            TransitionRequest(
                entry: served.id, action: action, version: served.version, roomID: served.room, stage: other,
                reason: nil),
            act, db)
    }

    static func find(_ id: ID<QueueEntry>, _ db: Database) throws -> Entry {
        guard let entry = try db.first(Entry.select + " WHERE entry.id = ?", [id], { try Entry(row: $0) }) else {
            throw Problem.noSuchEntry
        }
        return entry
    }

    /// Takes a token out of whatever line it stands in: it was void.
    static func void(_ token: ID<Token>, _ reason: String, _ act: Act, _ db: Database) throws {
        let active = try db.list(
            Entry.select + " WHERE entry.token_id = ? AND entry.ended_at IS NULL", [token]
        ) { try Entry(row: $0) }
        for entry in active {
            try db.run(
                "UPDATE queue_entry SET state = 'voided', ended_at = ?, version = version + 1 WHERE id = ?",
                [act.at, entry.id])
            try write(event: "voided", entry.id, room: nil, reason: reason, act, db)
        }
    }

    static func rank(_ priority: Priority, at instant: Instant) -> Instant {
        instant.adding(seconds: -60 * priority.minutesAhead)
    }
}

extension Queue {
    private static func call(
        _ entry: Entry, in room: Room, _ action: Action, _ act: Act, _ db: Database
    ) throws -> Entry {
        try db.run(
            """
            UPDATE queue_entry SET state = 'called', room = ?, called_at = ?, serving_at = NULL, calls = calls + 1,
                version = version + 1
            WHERE id = ?
            """,
            [room.id, act.at, entry.id])
        try write(event: action.event, entry.id, room: room.id, reason: nil, act, db)
        try Announcements.add(entry, room, isRepeat: action == .recall, act, db)
        return try find(entry.id, db)
    }

    private static func serve(_ entry: Entry, _ act: Act, _ db: Database) throws -> Entry {
        try db.run(
            "UPDATE queue_entry SET state = 'serving', serving_at = ?, version = version + 1 WHERE id = ?",
            [act.at, entry.id])
        try write(event: Action.serve.event, entry.id, room: entry.room, reason: nil, act, db)
        return try find(entry.id, db)
    }

    /// Back into the line: in the old place after a mistaken call, at the end for who was not here.
    private static func putBack(
        _ entry: Entry, _ asked: TransitionRequest, _ act: Act, _ db: Database
    ) throws -> Entry {
        let rank = entry.state == .noShow ? rank(entry.priority, at: act.at) : entry.rankAt
        try db.run("UPDATE queue_entry SET rank_at = ? WHERE id = ?", [rank, entry.id])
        return try set(entry, .waiting, room: nil, asked, act, db)
    }

    private static func set(
        _ entry: Entry, _ state: EntryState, room: String?, _ asked: TransitionRequest, _ act: Act, _ db: Database
    ) throws -> Entry {
        try db.run(
            "UPDATE queue_entry SET state = ?, room = ?, version = version + 1 WHERE id = ?",
            [state.rawValue, room, entry.id])
        try write(event: asked.action.event, entry.id, room: entry.room, reason: asked.reason, act, db)
        return try find(entry.id, db)
    }

    private static func send(
        _ entry: Entry, _ asked: TransitionRequest, _ act: Act, _ db: Database
    ) throws -> Moved {
        guard let stage = asked.stage else { throw Problem.needsStage }
        guard stage != entry.stage else { throw Problem.sameStage(stage) }
        return try end(entry, asked, next: stage, act, db)
    }

    private static func finish(
        _ entry: Entry, _ asked: TransitionRequest, _ act: Act, _ db: Database
    ) throws -> Moved {
        let service = act.site.configuration.service(entry.service)
        return try end(entry, asked, next: service?.stage(after: entry.stage), act, db)
    }

    /// This stage is done: on to the next, or out of the clinic.
    private static func end(
        _ entry: Entry, _ asked: TransitionRequest, next stage: Stage?, _ act: Act, _ db: Database
    ) throws -> Moved {
        try db.run(
            "UPDATE queue_entry SET state = 'done', ended_at = ?, version = version + 1 WHERE id = ?",
            [act.at, entry.id])
        try write(event: asked.action.event, entry.id, room: entry.room, reason: asked.reason, act, db)
        guard let stage else {
            try Visits.leave(entry.visit, act, db)
            return Moved(entry: try find(entry.id, db))
        }
        let next = try enter(entry.numbered, stage, entry.priority, act, db)
        return Moved(entry: try find(entry.id, db), next: try find(next, db))
    }

    private static func write(
        event: String, _ entry: ID<QueueEntry>, room: String?, reason: String?, _ act: Act, _ db: Database
    ) throws {
        try db.run(
            "INSERT INTO queue_event (entry_id, kind, room, reason, at, staff_id) VALUES (?, ?, ?, ?, ?, ?)",
            [entry, event, room, reason, act.at, try act.staff()])
    }
}

/// What became of an entry, and where the person stands next.
struct Moved: Sendable {
    let entry: Entry
    var next: Entry?
}
