import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// All that the clinic tells of a signed encounter now, by the words of every module.
    /// - Throws: 404 when there is none, 409 while it is a draft.
    static func complete(
        _ id: ID<Encounter>, hasConditions: Bool, _ site: Site, _ db: Database
    ) throws -> EncounterTransaction {
        let encounter = try Encounters.find(id, db)
        guard encounter.status != .inProgress else { throw Problem.encounterIsDraft }
        var record = try EncounterTransaction(of: encounter, hasConditions: hasConditions, site, db)
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
