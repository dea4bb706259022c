import GRDB
import Vocabulary

/// An encounter with everything written in it: the draft while it is in progress, the record once it is signed.
struct EncounterRecord: Sendable {
    let encounter: Encounter
    let practitioner: Staff
    let complaints: [Complaint]
    let conditions: [Condition]
    let medicationRequests: [MedicationRequest]
    let serviceRequests: [ServiceRequest]

    /// A signature under nothing says nothing.
    var hasReason: Bool { !complaints.isEmpty || !conditions.isEmpty }
}

extension EncounterRecord {
    /// - Throws: 404 when there is none.
    static func find(_ id: ID<Encounter>, _ db: Database) throws -> EncounterRecord {
        try read(try Encounters.find(id, db), db)
    }

    /// The patient's signed encounters, the latest first.
    static func past(of patient: ID<Patient>, limit: Int, _ db: Database) throws -> [EncounterRecord] {
        try Encounters.finished(of: patient, limit: limit, db).map { try read($0, db) }
    }

    private static func read(_ encounter: Encounter, _ db: Database) throws -> EncounterRecord {
        guard let practitioner = try StaffRegister.find(encounter.practitioner, db) else {
            throw Problem.noSuchEncounter
        }
        return EncounterRecord(
            encounter: encounter, practitioner: practitioner,
            complaints: try Complaint.all(of: encounter.id, db), conditions: try Condition.all(of: encounter.id, db),
            medicationRequests: try MedicationRequest.all(of: encounter.id, db),
            serviceRequests: try ServiceRequests.all(in: encounter.id, db))
    }
}
