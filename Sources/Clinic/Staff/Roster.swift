import GRDB
import Vocabulary

/// Somebody whose shift it is, and where.
package struct OnDuty: Sendable {
    package let staff: Staff
    package let shift: Shift
}

/// The weekly roster.
package enum Roster {
    /// Who is on duty at this moment, by the roster, of those who work here on that day; in the order of user names.
    package static func onDuty(at instant: Instant, _ db: Database) throws -> [OnDuty] {
        let day = Day(instant)
        return try db.list(
            """
            SELECT \(Staff.columns), \(Shift.columns) FROM staff_shift JOIN staff ON staff.id = staff_id
            WHERE weekday = ?1 AND from_time <= ?2 AND to_time > ?2 AND \(StaffRegister.isActive("?3"))
            ORDER BY user_name
            """, [Weekday(day).number, instant.wallClock, day]
        ) { OnDuty(staff: try Staff(row: $0), shift: try Shift(row: $0, from: 7)) }
    }

    static func shifts(of staff: ID<Staff>, _ db: Database) throws -> [Shift] {
        try db.list("SELECT \(Shift.columns) FROM staff_shift WHERE staff_id = ?", [staff]) { try Shift(row: $0) }
            .sorted { ($0.weekday.position, $0.from) < ($1.weekday.position, $1.from) }
    }

    /// - Throws: 422 for a room the clinic does not have, or a shift at the time of another one; 404.
    static func add(_ asked: ShiftRequest, _ act: Act, _ db: Database) throws -> Shift {
        _ = try StaffRecords.find(asked.staff, act, db)
        let shift = Shift(
            id: ID.new(at: act.at), weekday: asked.weekday, from: asked.from, to: asked.to, room: asked.room)
        try check([shift], beside: try shifts(of: asked.staff, db), act)
        try StaffRecords.keepRevision(of: asked.staff, act, db)
        try write([shift], of: asked.staff, db)
        return shift
    }

    static func remove(_ asked: ShiftChoice, _ act: Act, _ db: Database) throws {
        let isThere = try shifts(of: asked.staff, db).contains { $0.id == asked.shift }
        guard isThere else { throw Problem.noSuchShift }
        try StaffRecords.keepRevision(of: asked.staff, act, db)
        try db.run("DELETE FROM staff_shift WHERE id = ?", [asked.shift])
    }

    static func replace(_ shifts: [Shift], of staff: ID<Staff>, _ db: Database) throws {
        try db.run("DELETE FROM staff_shift WHERE staff_id = ?", [staff])
        try write(shifts, of: staff, db)
    }

    private static func write(_ shifts: [Shift], of staff: ID<Staff>, _ db: Database) throws {
        for shift in shifts {
            try db.run(
                "INSERT INTO staff_shift (id, staff_id, weekday, from_time, to_time, room) VALUES (?, ?, ?, ?, ?, ?)",
                [shift.id, staff, shift.weekday.number, shift.from, shift.to, shift.room])
        }
    }

    static func check(_ new: [Shift], beside known: [Shift], _ act: Act) throws {
        for (index, shift) in new.enumerated() {
            if let room = shift.room, act.site.configuration.room(room) == nil { throw Problem.noSuchRoom }
            if (known + new[..<index]).contains(where: shift.overlaps) { throw Problem.shiftsOverlap }
        }
    }
}

extension Weekday {
    /// In the clinic's week.
    fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Problem {
    static let noSuchShift = Problem(
        .notFound, "no-such-shift", Bilingual("This shift is not on the roster", "এই পালাটি তালিকায় নেই"))
    static let noSuchRoom = Problem.invalid([
        Field("room", Bilingual("The clinic has no such room", "ক্লিনিকে এমন কক্ষ নেই"))
    ])
    static let shiftsOverlap = Problem.invalid([
        Field("from", Bilingual("There is a shift at this time already", "এই সময়ে আগে থেকেই একটি পালা আছে"))
    ])
}
