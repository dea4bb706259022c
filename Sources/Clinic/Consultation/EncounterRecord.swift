import GRDB
import Vocabulary

/// An encounter with everything written in it: the draft while it is in progress, the record once it is signed.
struct EncounterRecord: Sendable {
    let encounter: Encounter
    let practitioner: Staff
    let complaints: [Complaint]
    private(set) var conditions: [Condition]
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

    /// As far as it is for who asks: only those in whose treatment the patient is, and of these only practitioners see
    /// what is confidential.
    /// - Throws: 404 when there is none, 403 when the patient is not in their treatment.
    static func find(_ id: ID<Encounter>, for act: Act, _ db: Database) throws -> EncounterRecord {
        let encounter = try Encounters.find(id, db)
        try TreatmentRelation.require(encounter.patient, act, db)
        return try read(encounter, db).shown(to: act)
    }

    /// The patient's signed encounters, the latest first, as far as they are for who asks.
    static func past(
        of patient: ID<Patient>, limit: Int, _ act: Act, _ db: Database
    ) throws -> [EncounterRecord] {
        try Encounters.finished(of: patient, limit: limit, db).map { try read($0, db).shown(to: act) }
    }

    private func shown(to act: Act) -> EncounterRecord {
        guard !Condition.areShown(to: act) else { return self }
        var record = self
        record.conditions = conditions.map { $0.isConfidential ? $0.masked : $0 }
        return record
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
