import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// All that the clinic tells of a signed encounter now, by the words of every module.
    /// - Parameter destination: as this one is told; without, as one that asks for nothing special.
    /// - Throws: 404 when there is none, 409 while it is a draft.
    static func complete(
        _ id: ID<Encounter>, for destination: Destination?, _ site: Site, _ db: Database
    ) throws -> EncounterTransaction {
        let encounter = try Encounters.find(id, db)
        guard encounter.status != .inProgress else { throw Problem.encounterIsDraft }
        var record = try EncounterTransaction(
            of: encounter, hasConditions: destination?.takesConditions ?? false,
            ownsPatient: try destination.map { try Outbox.owns(encounter.patient, $0, db) } ?? false, site, db)
        for feature in Feature.all { try feature.record(&record, db) }
        return record
    }

    func encoded() throws -> [UInt8] { try JSONText.encode(bundle) }

    var mask: PatientMask { PatientMask(personal) }
}

extension Problem {
    static let encounterIsDraft = Problem(
        .conflict, "encounter-is-draft",
        Bilingual("This consultation is not signed yet", "এই পরামর্শে এখনো স্বাক্ষর করা হয়নি"))
}
