import GRDB
import Vocabulary

/// One person's passage through the clinic on one day (FHIR Encounter).
package struct Visit: Sendable {
    let service: Service
    let complaint: String?
    let priority: Priority
    let patient: ID<Patient>?
}

/// Opening and closing visits.
enum Visits {
    static func open(_ visit: Visit, _ act: Act, _ db: Database) throws -> ID<Visit> {
        let id = ID<Visit>.new(at: act.at)
        try db.run(
            """
            INSERT INTO visit (id, day, patient_id, service, complaint, priority, opened_at, opened_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, act.day, visit.patient, visit.service.code, visit.complaint, visit.priority.rawValue, act.at,
                try act.staff(),
            ])
        return id
    }

    /// - Throws: 409 when the visit is somebody else's and something was written about them in it.
    static func attach(_ patient: ID<Patient>, to visit: ID<Visit>, _ db: Database) throws {
        do {
            try db.run("UPDATE visit SET patient_id = ? WHERE id = ?", [patient, visit])
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER {
            throw Problem.visitKeepsItsPatient
        }
    }

    /// Whose visit it is.
    /// - Throws: 404 when there is no such visit; 409 when nobody has said yet.
    static func patient(of visit: ID<Visit>, _ db: Database) throws -> ID<Patient> {
        let found = try db.first("SELECT patient_id FROM visit WHERE id = ?", [visit]) { row in
            try row.optionalID(0) as ID<Patient>?
        }
        guard let found else { throw Problem.noSuchVisit }
        guard let patient = found else { throw Problem.visitWithoutPatient }
        return patient
    }

    /// The person left: the last stage is done.
    static func leave(_ visit: ID<Visit>, _ act: Act, _ db: Database) throws {
        try db.run(
            "INSERT INTO visit_closure (visit_id, kind, at, staff_id) VALUES (?, 'left', ?, ?)",
            [visit, act.at, try act.staff()])
    }

    /// The visit never was: its token was issued by mistake.
    static func void(_ visit: ID<Visit>, _ reason: String, _ act: Act, _ db: Database) throws {
        try db.run(
            "INSERT INTO visit_closure (visit_id, kind, reason, at, staff_id) VALUES (?, 'voided', ?, ?, ?)",
            [visit, reason, act.at, try act.staff()])
    }
}

extension Problem {
    static let noSuchVisit = Problem(
        .notFound, "no-such-visit", Bilingual("There is no such visit", "এমন কোনো সাক্ষাৎ নেই"))
    static let visitKeepsItsPatient = Problem(
        .conflict, "visit-keeps-its-patient",
        Bilingual(
            "Something was already recorded for this patient in this visit, so it cannot become someone else's",
            "এই সাক্ষাতে রোগীর তথ্য আগেই লেখা হয়েছে, তাই এটি আর অন্য কারো করা যাবে না"))
    static let visitWithoutPatient = Problem(
        .conflict, "visit-without-patient",
        Bilingual("Register who this is first", "আগে রোগীর পরিচয় নিবন্ধন করুন"))
}
