import GRDB
import Vocabulary

/// Somebody opened a record that was not theirs to read, and said why.
package struct BreakGlass: Sendable {
    package let id: ID<BreakGlass>
    package let staff: Bilingual
    package let patient: ID<Patient>
    package let patientName: Bilingual
    package let reason: String
    package let at: Instant
    package let endsAt: Instant
}

extension BreakGlass {
    /// For how long a record is open then, in seconds.
    package static let length = 3_600
    private static let shown = 200

    /// Opens a patient's record to who acts.
    /// - Throws: 404 for a patient there is none of.
    static func open(_ asked: BreakGlassRequest, _ act: Act, _ db: Database) throws -> BreakGlass {
        _ = try Patients.find(asked.patient, act, db)
        let id = ID<BreakGlass>.new(at: act.at)
        try db.run(
            "INSERT INTO break_glass (id, staff_id, patient_id, reason, at, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
            [id, try act.staff(), asked.patient, asked.reason, act.at, act.at.adding(seconds: length)])
        guard let opened = try db.first(select + " WHERE break_glass.id = ?", [id], { try BreakGlass(row: $0) })
        else { throw Problem.notFound }
        return opened
    }

    /// The latest, the newest first.
    static func latest(_ db: Database) throws -> [BreakGlass] {
        try db.list(select + " ORDER BY break_glass.id DESC LIMIT \(shown)") { try BreakGlass(row: $0) }
    }

    private static let select = """
        SELECT break_glass.id, staff.name_en, staff.name_bn, patient_id, reason, at, ends_at,
            coalesce(patient.name_en, patient.name_bn), coalesce(patient.name_bn, patient.name_en)
        FROM break_glass JOIN staff ON staff.id = staff_id JOIN patient ON patient.id = patient_id
        """

    private init(row: Row) throws {
        self.init(
            id: try row.id(0), staff: Bilingual(row[1], row[2]), patient: try row.id(3),
            patientName: Bilingual(row[7], row[8]), reason: row[4], at: row.instant(5), endsAt: row.instant(6))
    }
}

/// Why somebody must see a record.
struct BreakGlassRequest: Input {
    let patient: ID<Patient>
    let reason: String
    let next: String

    init?(_ fields: inout Fields) {
        let patient = fields.required("patient", Rule.id(of: Patient.self))
        let reason = fields.required("reason", Rule.text(longest: 300))
        next = fields.optional("next", Rule.localPath) ?? "/"
        if let reason, reason.count < 10 {
            fields.refuse("reason", Bilingual("Say why, in 10 letters or more", "কারণ লিখুন, কমপক্ষে ১০ অক্ষর"))
        }
        guard let patient, let reason else { return nil }
        (self.patient, self.reason) = (patient, reason)
    }
}
