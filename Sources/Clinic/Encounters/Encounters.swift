import GRDB
import Vocabulary

/// Opening, finding and ending encounters. Each function runs inside the caller's transaction.
package enum Encounters {
    /// The encounter in progress of a visit, begun by whoever asks first.
    /// - Throws: 409 when the visit has no patient yet, or another practitioner is with them.
    static func begin(_ visit: ID<Visit>, _ act: Act, _ db: Database) throws -> Encounter {
        if let open = try inProgress(visit, db) {
            guard open.practitioner == (try act.staff()) else { throw Problem.encounterOfAnother }
            return open
        }
        let id = ID<Encounter>.new(at: act.at)
        try db.run(
            """
            INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at)
            VALUES (?, ?, ?, ?, 'in-progress', ?)
            """,
            [id, visit, try Visits.patient(of: visit, db), try act.staff(), act.at])
        return try find(id, db)
    }

    static func inProgress(_ visit: ID<Visit>, _ db: Database) throws -> Encounter? {
        try db.first(Encounter.select + " WHERE visit_id = ? AND status = 'in-progress'", [visit]) {
            try Encounter(row: $0)
        }
    }

    /// The last signed encounter of a visit: who came back with results has several.
    static func lastFinished(_ visit: ID<Visit>, _ db: Database) throws -> Encounter? {
        try db.first(
            Encounter.select + """
                 WHERE visit_id = ? AND status = 'finished' ORDER BY ended_at DESC, id DESC LIMIT 1
                """, [visit]
        ) { try Encounter(row: $0) }
    }

    /// - Throws: 404 when there is none.
    package static func find(_ id: ID<Encounter>, _ db: Database) throws -> Encounter {
        guard let found = try db.first(Encounter.select + " WHERE id = ?", [id], { try Encounter(row: $0) }) else {
            throw Problem.noSuchEncounter
        }
        return found
    }

    /// The draft that whoever asks may write into.
    /// - Throws: 404; 409 when it is signed already, or is another practitioner's.
    static func draft(_ id: ID<Encounter>, _ act: Act, _ db: Database) throws -> Encounter {
        let encounter = try find(id, db)
        guard encounter.status == .inProgress else { throw Problem.encounterIsFinal(encounter) }
        guard encounter.practitioner == (try act.staff()) else { throw Problem.encounterOfAnother }
        return encounter
    }

    /// After this nothing in it changes.
    static func finish(_ id: ID<Encounter>, _ act: Act, _ db: Database) throws {
        try db.run(
            "UPDATE encounter SET status = 'finished', ended_at = ?, version = version + 1 WHERE id = ?", [act.at, id])
    }

    /// Something was found, or taken back, that belongs to an encounter. While it is a draft nobody has been told of it;
    /// once it is signed, whoever tells of encounters hears that there is more to tell.
    static func grew(_ id: ID<Encounter>, _ act: Act, _ db: Database) throws {
        let encounter = try find(id, db)
        guard encounter.status == .finished else { return }
        for feature in Feature.all { try feature.encounterGrew?(encounter, act, db) }
    }

    /// The patient's signed encounters, the latest first.
    static func finished(of patient: ID<Patient>, limit: Int, _ db: Database) throws -> [Encounter] {
        try db.list(
            Encounter.select + """
                 WHERE patient_id = ? AND status = 'finished' ORDER BY started_at DESC, id DESC LIMIT ?
                """, [patient, limit]
        ) { try Encounter(row: $0) }
    }
}

extension Problem {
    static let noSuchEncounter = Problem(
        .notFound, "no-such-encounter", Bilingual("There is no such consultation", "এমন কোনো পরামর্শ নেই"))
    static let encounterOfAnother = Problem(
        .conflict, "encounter-of-another",
        Bilingual("Another practitioner is with this patient", "অন্য একজন চিকিৎসক এই রোগীকে দেখছেন"))

    static func encounterIsFinal(_ encounter: Encounter) -> Problem {
        Problem(
            .conflict, "encounter-is-final",
            Bilingual("This consultation is signed already", "এই পরামর্শ আগেই স্বাক্ষর করা হয়েছে"),
            members: ["encounterStatus": .text(encounter.status.rawValue)])
    }
}
