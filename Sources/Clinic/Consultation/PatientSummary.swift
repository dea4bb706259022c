import GRDB
import Vocabulary

/// What is known of a patient, on one page: the last of each measurement, the last consultations, the last tests.
struct PatientSummary: Sendable {
    private static let encounterLimit = 10
    private static let testLimit = 10

    let patient: Patient
    let observations: [ObservationView]
    let encounters: [EncounterRecord]
    let tests: [RequestedTest]

    /// - Throws: 404 when nobody has this id, 403 when they are not in the treatment of who asks.
    static func read(_ id: ID<Patient>, _ act: Act, _ db: Database) throws -> PatientSummary {
        let patient = try Patients.find(id, act, db)
        try TreatmentRelation.require(id, act, db)
        return PatientSummary(
            patient: PatientRoutes.callers.and(.clients(.patients)).admits(act.actor) ? patient : patient.withoutPhone,
            observations: try Observations.measured(on: id, db).latest.map { ObservationView($0, act.site.catalogue) },
            encounters: try EncounterRecord.past(of: id, limit: encounterLimit, act, db),
            tests: try RequestedTest.recent(of: id, limit: testLimit, db))
    }
}
