import HTML
import HTTP
import Vocabulary

/// A line of the list of devices: its name, what it is and where, when it was heard of, who is signed in.
enum DeviceRow {
    static func html(_ device: SeenDevice, _ act: Act) -> HTML {
        let (record, language) = (device.record, act.language)
        let room = record.room.flatMap(act.site.configuration.room).map(place)
        return """
            <li><div><a href="/devices/\(record.device.id.description)"><b>\(record.device.name)</b></a> · \
            \(record.device.kind.name[language])\(room.map { " · " + $0[language] } ?? "")\
            <small>\(standing(device, act))\(signedIn(record, language))</small></div></li>
            """
    }

    /// "Room 2, Consultation": two rooms may have the same number.
    static func place(_ room: Room) -> Bilingual {
        Bilingual("\(room.stage.name.english): \(room.name.english)", "\(room.stage.name.bangla): \(room.name.bangla)")
    }

    static func standing(_ device: SeenDevice, _ act: Act) -> HTML {
        let language = act.language
        switch device.record.state {
        case .awaited: return "\(DevicesText.awaited[language])"
        case .registered:
            return device.lastSeen.map { time($0, DevicesText.seen, DevicesText.seenAt, act) }
                ?? "\(DevicesText.notSeen[language])"
        case .revoked:
            return
                "\(DevicesText.revokedAt[language]) \(device.record.revokedAt.map { DevicesText.moment($0, act) } ?? "")"
        }
    }

    /// The clock without script; "40 seconds ago" with it, within the hour.
    static func time(_ instant: Instant, _ ago: Bilingual, _ at: Bilingual, _ act: Act) -> HTML {
        let moment = DevicesText.moment(instant, act)
        return """
            <time datetime="\(instant.timestamp)" data-clock="\(moment)" data-since="\(ago[act.language])" \
            data-at="\(at[act.language])">\(at[act.language].replacing("{time}", with: moment))</time>
            """
    }

    static func session(_ session: OpenSession, _ act: Act) -> HTML {
        """
        <li><div>\(session.name[act.language])<small>\(DevicesText.since[act.language]) \
        \(DevicesText.moment(session.startedAt, act))</small></div></li>
        """
    }

    private static func signedIn(_ record: DeviceRecord, _ language: Language) -> HTML? {
        guard record.device.kind == .tablet, record.state == .registered else { return nil }
        let names = record.sessions.map { $0.name[language] }
        return " · \(names.isEmpty ? DevicesText.nobodySignedIn[language] : names.joined(separator: ", "))"
    }
}
