import GRDB
import HTTP
import Vocabulary

/// Everything a television in the waiting room shows: rooms, numbers, stages. No name, no service, nothing of anybody.
struct DisplayState: JSONObject {
    struct Called: JSONObject {
        let room: Room
        let serial: Int?
        let state: EntryState?
        let calledAt: Instant?

        static let properties: [Property<Called>] = [
            .string("room") { $0.room.id },
            .bilingual("name") { $0.room.name },
            .string("stage") { $0.room.stage.rawValue },
            .optionalInteger("serial") { $0.serial },
            .optionalString("state", oneOf: ["called", "serving"]) { $0.state?.rawValue },
            .optionalInstant("calledAt") { $0.calledAt },
        ]
    }

    struct Line: JSONObject {
        let stage: Stage
        let next: [Int]
        let waiting: Int

        static let properties: [Property<Line>] = [
            .string("stage") { $0.stage.rawValue },
            .bilingual("name") { $0.stage.name },
            .integers("next") { $0.next },
            .integer("waiting") { $0.waiting },
        ]
    }

    struct Call: JSONObject {
        let announcement: Announcement
        let room: Bilingual

        static let properties: [Property<Call>] = [
            .id("id") { $0.announcement.id },
            .integer("sequence") { $0.announcement.sequence },
            .integer("serial") { $0.announcement.serial },
            .string("room") { $0.announcement.room },
            .bilingual("roomName") { $0.room },
            .boolean("isRepeat") { $0.announcement.isRepeat },
            .instant("at") { $0.announcement.at },
        ]
    }

    let day: Day
    let rooms: [Called]
    let lines: [Line]
    let calls: [Call]

    static let properties: [Property<DisplayState>] = [
        .string("day", format: "date") { $0.day.description },
        .array("rooms") { $0.rooms },
        .array("lines") { $0.lines },
        .array("calls") { $0.calls },
    ]
}

extension DisplayState {
    /// How many of the next numbers a stage shows.
    private static let nextShown = 5

    static func now(_ act: Act, _ db: Database) throws -> DisplayState {
        let boards = try Stage.allCases.map { try Queue.board($0, act, db) }
        let configuration = act.site.configuration
        let present = boards.flatMap { $0.called + $0.serving }
        return DisplayState(
            day: act.day,
            rooms: configuration.rooms.map { room in
                let entry = present.filter { $0.room == room.id }.max {
                    ($0.calledAt, $0.serial) < ($1.calledAt, $1.serial)
                }
                return Called(room: room, serial: entry?.serial, state: entry?.state, calledAt: entry?.calledAt)
            },
            lines: boards.map { board in
                Line(
                    stage: board.stage, next: board.waiting.prefix(nextShown).map(\.serial),
                    waiting: board.waiting.count)
            },
            calls: try Announcements.latest(act, db).map { announcement in
                Call(
                    announcement: announcement,
                    room: configuration.room(announcement.room)?.name
                        ?? Bilingual(announcement.room, announcement.room))
            })
    }
}

/// Whoever was called last comes last; nobody was called comes first.
private func < (a: (Instant?, Int), b: (Instant?, Int)) -> Bool {
    (a.0?.milliseconds ?? 0, a.1) < (b.0?.milliseconds ?? 0, b.1)
}
