import GRDB
import Vocabulary

/// Whether somebody has to do with a patient's treatment (HL7 v3 ActReason TREAT), without which the clinical record is
/// not theirs to read, whatever their role.
package enum TreatmentRelation {
    /// Whoever may read clinical records may read those of the people who are at the clinic today, whom they have
    /// measured or seen as a practitioner, and of whom a test is still to be reported. For anybody else they must break
    /// the glass.
    ///
    /// - Throws: `Problem.notYourPatient` (403). Programs are bound by their scopes alone.
    package static func require(_ patient: ID<Patient>, _ act: Act, _ db: Database) throws {
        guard try holds(patient, act, db) else { throw Problem.notYourPatient(patient) }
    }

    /// Whether the record is theirs to read.
    package static func holds(_ patient: ID<Patient>, _ act: Act, _ db: Database) throws -> Bool {
        guard case .staff(let session) = act.actor else { return true }
        return try exists(patient, session.staff.id, act, db)
    }

    /// The same of the person a visit is for; a visit of nobody known has no record.
    package static func require(of visit: ID<Visit>, _ act: Act, _ db: Database) throws {
        let patient: ID<Patient>?? = try db.first("SELECT patient_id FROM visit WHERE id = ?", [visit]) {
            try $0.optionalID(0)
        }
        if let known = patient ?? nil { try require(known, act, db) }
    }

    private static func exists(
        _ patient: ID<Patient>, _ staff: ID<Staff>, _ act: Act, _ db: Database
    ) throws -> Bool {
        try db.first(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM visit WHERE patient_id = ?1 AND day = ?2)
                OR EXISTS (SELECT 1 FROM encounter WHERE patient_id = ?1 AND practitioner_id = ?3)
                OR EXISTS (SELECT 1 FROM observation_set WHERE patient_id = ?1 AND recorded_by = ?3)
                OR EXISTS (SELECT 1 FROM service_request WHERE patient_id = ?1 AND status = 'active')
                OR EXISTS (SELECT 1 FROM break_glass WHERE staff_id = ?3 AND patient_id = ?1 AND ends_at > ?4)
            """, [patient, act.day, staff, act.at]
        ) { _ in true } ?? false
    }
}

extension Problem {
    package static func notYourPatient(_ patient: ID<Patient>) -> Problem {
        Problem(
            .forbidden, "not-your-patient",
            Bilingual(
                "This person is not at the clinic today and is not in your treatment",
                "ইনি আজ ক্লিনিকে নেই এবং আপনার চিকিৎসাধীন নন"),
            members: ["breakGlass": .text("/break-glass/\(patient)")])
    }
}
