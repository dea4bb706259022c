import GRDB
import Vocabulary

/// The end of a consultation: all that follows from it happens with it, in one transaction.
enum Signature {
    /// Finishes the encounter, makes orders of its tests, proposes its charge, promises it to the shared record, and
    /// lets the person go on.
    /// - Throws: 422 for an encounter without complaint and diagnosis; 409 when it is not as it was seen, is signed
    ///   already, or is another practitioner's.
    static func sign(_ asked: SignatureRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Drafts.draft(asked.encounter, asked.version, act, db)
        guard try EncounterRecord.find(draft.id, db).hasReason else { throw Problem.nothingToSign }
        try Encounters.finish(draft.id, act, db)
        let orders = try ServiceRequests.activate(draft, act, db)
        try Charges.propose(try rate(of: draft, act, db), for: .consultation(draft.id), of: draft.visit, act, db)
        try Outbox.enqueue(draft, act, db)
        try Queue.complete(.consultation, of: draft.visit, then: orders > 0 ? .orders : nil, act, db)
        return try EncounterRecord.find(draft.id, db)
    }

    private static func rate(of draft: Encounter, _ act: Act, _ db: Database) throws -> Rate {
        let code = ConsultationRate.code(try circumstances(of: draft, act, db))
        guard let rate = act.site.catalogue.rates[code] else { throw Problem.rateMissing(code) }
        return rate
    }

    private static func circumstances(
        of draft: Encounter, _ act: Act, _ db: Database
    ) throws -> ConsultationRate.Circumstances {
        let earlier = try db.list(
            """
            SELECT visit.service, encounter.ended_at, visit.id FROM encounter JOIN visit ON visit.id = encounter.visit_id
            WHERE encounter.patient_id = ? AND encounter.status = 'finished' AND encounter.id <> ?
                AND encounter.ended_at >= ?
            """,
            [draft.patient, draft.id, act.day.adding(days: -ConsultationRate.pregnancyDays).start]
        ) { (service: $0[0] as String, day: Day($0.instant(1)), visit: try $0.id(2) as ID<Visit>) }
        return ConsultationRate.Circumstances(
            service: try Tokens.find(of: draft.visit, act, db).service,
            isDoctor: try StaffRegister.find(draft.practitioner, db)?.roles.contains(.doctor) ?? false,
            earlierPregnancyChecks: earlier.count { $0.service == "anc" },
            daysSinceLast: earlier.map { act.day.epochDay - $0.day.epochDay }.min(),
            isSameVisit: earlier.contains { $0.visit == draft.visit })
    }
}
