import GRDB
import HTTP
import Storage
import Vocabulary

enum DisplayRoutes {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/api/display", by: .displays.and(.holding(.watchDisplays)), topic: .announcements,
            "What the waiting room sees"
        ) { (_: NoInput, act, db) in OK(try DisplayState.now(act, db)) }
        routes.command(
            .post, "/api/announcements/:announcement/playback", by: .displays, "A call was played to its end"
        ) { (asked: PlaybackRequest, act, db) in
            try Announcements.played(asked.announcement, act, db)
            return NoContent()
        }
        routes.query("/api/displays", by: .staff, "Which displays are alive") { (_: NoInput, act, db) in
            OK(DisplayList(displays: try DisplayLiveness.all(act, db)))
        }
    }
}

struct PlaybackRequest: Input {
    let announcement: ID<Announcement>

    init?(_ fields: inout Fields) {
        guard let id = fields.required("announcement", Rule.id(of: Announcement.self)) else { return nil }
        announcement = id
    }
}

/// Whether a display is there. It asks every few seconds; silence longer than that is a fault somebody should see to.
struct DisplayLiveness: JSONObject {
    /// After so many seconds without a word a display counts as silent.
    static let patience = 12

    let device: Device
    let lastHeard: Instant?
    let silentSeconds: Int

    static func all(_ act: Act, _ db: Database) throws -> [DisplayLiveness] {
        let devices = try db.list("SELECT id, name FROM device WHERE revoked_at IS NULL ORDER BY name") {
            Device(id: try $0.id(0), name: $0[1])
        }
        let presence = act.site.presence
        return devices.map { device in
            let heard = presence.lastHeard(device.id)
            return DisplayLiveness(
                device: device, lastHeard: heard, silentSeconds: apart(act.at, heard ?? presence.since))
        }
    }

    /// A clock that was set back must not hide a screen that went silent before: whoever is alive is heard by the new
    /// time within seconds.
    private static func apart(_ a: Instant, _ b: Instant) -> Int { max(a.seconds(since: b), b.seconds(since: a)) }

    static let properties: [Property<DisplayLiveness>] = [
        .id("id") { $0.device.id },
        .string("name") { $0.device.name },
        .optionalInstant("lastHeardAt") { $0.lastHeard },
        .integer("silentSeconds") { $0.silentSeconds },
        .boolean("isSilent") { $0.silentSeconds > patience },
    ]
}

struct DisplayList: JSONObject {
    let displays: [DisplayLiveness]

    static let properties: [Property<DisplayList>] = [.array("displays") { $0.displays }]
}
