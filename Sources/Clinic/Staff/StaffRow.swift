import HTML
import Vocabulary

/// Somebody in the list: who, what they do, where they are, and what is amiss.
enum StaffRow {
    static func html(_ member: StaffMember, _ act: Act) -> HTML {
        let (staff, language) = (member.staff, act.language)
        let roles = Role.allCases.filter(staff.roles.contains).map { $0.name[language] }.joined(separator: ", ")
        return """
            <li><a href="/staff/\(staff.id.description)"><span class="staff-who"><b>\(staff.name[language])</b>\
            <small>\(roles) · \(staff.userName)</small></span>\
            <span class="staff-marks">\(marks(member, act).map { "<span class=\"staff-mark\">\($0[language])</span>" as HTML })\
            </span></a></li>
            """
    }

    private static func marks(_ member: StaffMember, _ act: Act) -> [Bilingual] {
        guard member.isActive(on: act.day) else { return [away(member, act)] }
        var marks: [Bilingual] = []
        if let shift = now(member, act) { marks.append(StaffText.onDuty(shift, act)) }
        if member.lockedAt != nil { marks.append(StaffText.locked) }
        if member.secrets.isEmpty { marks.append(StaffText.noSecret) }
        if let last = member.activeTo {
            marks.append(Bilingual("until \(last.words(.english))", "\(last.words(.bangla)) পর্যন্ত"))
        }
        return marks
    }

    private static func now(_ member: StaffMember, _ act: Act) -> Shift? {
        let (weekday, time) = (Weekday(act.day), act.at.wallClock)
        return member.shifts.first { $0.weekday == weekday && $0.from <= time && time < $0.to }
    }

    private static func away(_ member: StaffMember, _ act: Act) -> Bilingual {
        if member.endedAt == nil, let first = member.activeFrom, first > act.day {
            return Bilingual("from \(first.words(.english))", "\(first.words(.bangla)) থেকে")
        }
        guard let last = member.activeTo ?? member.endedAt.map({ Day($0) }) else { return StaffText.ended }
        return Bilingual("left on \(last.words(.english))", "\(last.words(.bangla)) তারিখে চলে গেছেন")
    }
}
