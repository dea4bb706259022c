import GRDB
import Vocabulary

/// A call to be shown and sounded, once, in its order.
package struct Announcement: Sendable {
    package let id: ID<Announcement>
    package let sequence: Int
    package let serial: Int
    package let stage: Stage
    package let room: String
    package let isRepeat: Bool
    package let at: Instant
}

/// What the loudspeaker was told, and which display has played it.
enum Announcements {
    /// How many calls a display is told of; older ones nobody waits for.
    static let limit = 20

    static func add(_ entry: Entry, _ room: Room, isRepeat: Bool, _ act: Act, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO announcement (id, entry_id, day, serial, stage, room, kind, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<Announcement>.new(at: act.at), entry.id, act.day, entry.serial, entry.stage.rawValue, room.id,
                isRepeat ? "recall" : "call", act.at,
            ])
    }

    /// Today's latest calls in the order they were made.
    static func latest(_ act: Act, _ db: Database) throws -> [Announcement] {
        try db.list(
            """
            SELECT id, sequence, serial, stage, room, kind, at FROM announcement WHERE day = ?
            ORDER BY sequence DESC LIMIT \(limit)
            """, [act.day]
        ) { row in
            Announcement(
                id: try row.id(0), sequence: row[1], serial: row[2], stage: try row.word(3), room: row[4],
                isRepeat: row[5] == "recall", at: row.instant(6))
        }.reversed()
    }

    /// A display played it to its end. Saying so twice changes nothing.
    /// - Throws: 404 for a call that never was.
    static func played(_ id: ID<Announcement>, _ act: Act, _ db: Database) throws {
        guard try db.first("SELECT 1 FROM announcement WHERE id = ?", [id], { _ in true }) == true else {
            throw Problem.noSuchAnnouncement
        }
        try db.run(
            "INSERT INTO announcement_playback (announcement_id, device_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [id, try act.device(), act.at])
    }
}

extension Problem {
    static let noSuchAnnouncement = Problem(
        .notFound, "no-such-announcement", Bilingual("There was no such call", "এমন কোনো ডাক ছিল না"))
}
