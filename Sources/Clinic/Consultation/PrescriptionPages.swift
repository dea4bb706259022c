import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The paper a patient takes to the pharmacy.
enum PrescriptionPages {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/consultation/encounters/:encounter/prescription", by: ConsultationRoutes.readers, "The prescription, A5"
        ) { (asked: PrescriptionQuery, act, db) in try page(asked, act, db) }
    }

    /// - Throws: 409 before it is signed: nobody carries an unsigned prescription away.
    private static func page(_ asked: PrescriptionQuery, _ act: Act, _ db: Database) throws -> Page {
        let record = try EncounterRecord.find(asked.encounter, for: act, db)
        guard record.encounter.status == .finished else { throw Problem.notSignedYet }
        let token = try Tokens.find(of: record.encounter.visit, act, db)
        let paper = PrescriptionSlip(
            record: record, token: token, patient: try Patients.find(record.encounter.patient, act, db),
            measured: try Observations.measured(in: record.encounter.visit, db),
            scan: try Signatures.used(by: record.practitioner.id, at: record.encounter.endedAt ?? act.at, db),
            isReprint: asked.isReprint)
        return paper.page(act)
    }
}

/// `again=1` for every print but the first.
struct PrescriptionQuery: Input {
    let encounter: ID<Encounter>
    let isReprint: Bool

    init?(_ fields: inout Fields) {
        isReprint = fields.optional("again", .integer(1...1)) == 1
        guard let asked = DraftQuery(&fields) else { return nil }
        encounter = asked.encounter
    }
}
