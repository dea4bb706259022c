import GRDB
import Vocabulary

/// The register of the staff, as the administrator keeps it. Each function runs inside the caller's transaction.
enum StaffRecords {
    /// - Throws: 404 when nobody has this id.
    static func find(_ id: ID<Staff>, _ act: Act, _ db: Database) throws -> StaffMember {
        let found = try db.first("SELECT \(StaffMember.columns) FROM staff WHERE id = ?", [id]) {
            try StaffMember(row: $0, shifts: try Roster.shifts(of: id, db))
        }
        guard let found else { throw Problem.noSuchStaff }
        return found
    }

    /// Everybody who ever worked here, in the order of their user names.
    static func all(_ act: Act, _ db: Database) throws -> [StaffMember] {
        try db.list("SELECT \(StaffMember.columns) FROM staff ORDER BY user_name") {
            try StaffMember(row: $0, shifts: try Roster.shifts(of: try $0.id(0), db))
        }
    }

    /// Writes down somebody new, who cannot sign in before an administrator gave them a PIN or password.
    /// - Throws: 409 for a user name or number that somebody else has; 422 for a room the clinic does not have.
    static func add(_ asked: StaffAddition, _ act: Act, _ db: Database) throws -> StaffMember {
        guard try StaffRegister.find(asked.userName, db) == nil else { throw Problem.userNameTaken }
        let (id, details) = (ID<Staff>.new(at: act.at), asked.details)
        try db.run(
            "INSERT INTO staff (id, user_name, name_en, name_bn, created_at) VALUES (?, ?, ?, ?, ?)",
            [id, asked.userName, details.name.english, details.name.bangla, act.at])
        try write(details, of: id, act, db)
        return try find(id, act, db)
    }

    /// Corrects what is written of somebody. What was written before is kept.
    /// - Throws: 409 with the present version when somebody else changed it meanwhile; as `add`.
    static func correct(_ asked: StaffCorrection, _ act: Act, _ db: Database) throws -> StaffMember {
        let known = try find(asked.staff, act, db)
        guard known.version == asked.version else { throw Problem.staffChangedMeanwhile(known.version) }
        try keepRevision(of: asked.staff, act, db)
        try write(asked.details, of: asked.staff, act, db)
        return try settled(known, act, db)
    }

    /// Somebody works here no more, from this moment on.
    /// - Throws: 409 for the last administrator, without whom nobody could undo it.
    static func end(_ asked: StaffChoice, _ act: Act, _ db: Database) throws -> StaffMember {
        let known = try find(asked.staff, act, db)
        guard known.endedAt == nil else { return known }
        try keepRevision(of: asked.staff, act, db)
        try db.run(
            """
            UPDATE staff SET ended_at = ?1, active_to = min(?2, coalesce(active_to, ?2)),
                active_from = CASE WHEN active_from > min(?2, coalesce(active_to, ?2)) THEN ?2 ELSE active_from END
            WHERE id = ?3
            """, [act.at, act.day, asked.staff])
        return try settled(known, act, db)
    }

    /// Somebody works here again: what ended is open once more.
    static func reinstate(_ asked: StaffChoice, _ act: Act, _ db: Database) throws -> StaffMember {
        let known = try find(asked.staff, act, db)
        guard !known.isActive(on: act.day) else { return known }
        try keepRevision(of: asked.staff, act, db)
        try db.run(
            """
            UPDATE staff SET ended_at = NULL, active_to = CASE WHEN active_to <= ?1 THEN NULL ELSE active_to END,
                active_from = CASE WHEN active_from > ?1 THEN ?1 ELSE active_from END
            WHERE id = ?2
            """, [act.day, asked.staff])
        return try find(asked.staff, act, db)
    }

    /// Keeps what is written of somebody before it is changed.
    static func keepRevision(of staff: ID<Staff>, _ act: Act, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO staff_revision (staff_id, version, before, at, changed_by)
            SELECT id, record_version, json_object('name_en', name_en, 'name_bn', name_bn,
                'registration_number', registration_number, 'qualification', qualification,
                'provider_id', provider_id, 'active_from', active_from, 'active_to', active_to, 'ended_at', ended_at,
                'roles', (SELECT group_concat(role) FROM staff_role WHERE staff_id = staff.id),
                'rooms', (SELECT group_concat(room) FROM staff_room WHERE staff_id = staff.id),
                'shifts', json((
                    SELECT json_group_array(json_object('weekday', weekday, 'from', from_time, 'to', to_time,
                        'room', room))
                    FROM staff_shift WHERE staff_id = staff.id))),
                ?, ?
            FROM staff WHERE id = ?
            """, [act.at, try? act.staff(), staff])
        try db.run("UPDATE staff SET record_version = record_version + 1 WHERE id = ?", [staff])
    }
}

extension StaffRecords {
    private static func write(
        _ details: StaffDetails, of staff: ID<Staff>, _ act: Act, _ db: Database
    ) throws {
        for room in details.rooms where act.site.configuration.room(room) == nil { throw Problem.noSuchRooms }
        try refuseTaken(details, staff, db)
        try db.run(
            """
            UPDATE staff SET name_en = ?, name_bn = ?, registration_number = ?, qualification = ?, provider_id = ?,
                active_from = ?, active_to = ?
            WHERE id = ?
            """,
            [
                details.name.english, details.name.bangla, details.registrationNumber, details.qualification,
                details.providerID, details.activeFrom, details.activeTo, staff,
            ])
        try db.run("DELETE FROM staff_role WHERE staff_id = ?", [staff])
        for role in details.roles {
            try db.run("INSERT INTO staff_role (staff_id, role) VALUES (?, ?)", [staff, role.rawValue])
        }
        try db.run("DELETE FROM staff_room WHERE staff_id = ?", [staff])
        for room in details.rooms {
            try db.run("INSERT INTO staff_room (staff_id, room) VALUES (?, ?)", [staff, room])
        }
    }

    private static func refuseTaken(_ details: StaffDetails, _ staff: ID<Staff>, _ db: Database) throws {
        let isTaken = { (column: String, value: String?) in
            try db.first("SELECT 1 FROM staff WHERE \(column) = ? AND id <> ?", [value, staff]) { _ in true } ?? false
        }
        if try isTaken("registration_number", details.registrationNumber) { throw Problem.registrationNumberTaken }
        if try isTaken("provider_id", details.providerID) { throw Problem.providerIDTaken }
    }

    /// What follows from a change: who may not come in any more is out at once, and somebody has to be left who can
    /// undo it.
    private static func settled(_ before: StaffMember, _ act: Act, _ db: Database) throws -> StaffMember {
        let after = try find(before.staff.id, act, db)
        if !after.isActive(on: act.day) { try StaffRegister.endSessions(of: after.staff.id, at: act.at, db) }
        if before.staff.roles.contains(.administrator) { try requireAdministrator(on: act.day, db) }
        return after
    }

    private static func requireAdministrator(on day: Day, _ db: Database) throws {
        let isThere = try db.first(
            """
            SELECT 1 FROM staff JOIN staff_role ON staff_id = staff.id
            WHERE role = 'administrator' AND \(StaffRegister.isActive("?1"))
            """, [day]
        ) { _ in true }
        guard isThere == true else { throw Problem.lastAdministrator }
    }
}

extension Problem {
    static let noSuchStaff = Problem(
        .notFound, "no-such-staff", Bilingual("Nobody of the staff has this id", "এই আইডিতে কোনো কর্মী নেই"))
    static let noSuchRooms = Problem.invalid([
        Field("rooms", Bilingual("The clinic does not have all of these rooms", "এই সব কক্ষ ক্লিনিকে নেই"))
    ])
    static let providerIDTaken = Problem(
        .conflict, "provider-id-taken",
        Bilingual("Somebody else has this provider number", "এই প্রোভাইডার নম্বরটি অন্য একজনের"),
        fields: [Field("providerId", Bilingual("Look at the number again", "নম্বরটি আবার দেখুন"))])
    static let lastAdministrator = Problem(
        .conflict, "last-administrator",
        Bilingual(
            "Nobody would be left who can change the staff. Make somebody else administrator first.",
            "কর্মীদের তথ্য বদলানোর মতো কেউ থাকবে না। আগে অন্য কাউকে প্রশাসক করুন।"))

    static func staffChangedMeanwhile(_ version: Int) -> Problem {
        Problem(
            .conflict, "staff-changed-meanwhile",
            Bilingual(
                "Somebody else changed this meanwhile. Open it again and repeat the change.",
                "এর মধ্যে অন্য কেউ এটি বদলেছেন। আবার খুলে পরিবর্তনটি আবার করুন।"),
            members: ["version": .number(version)])
    }
}
