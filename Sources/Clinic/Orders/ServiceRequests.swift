import GRDB
import Vocabulary

/// Investigations that are asked for (FHIR ServiceRequest). Each function runs inside the caller's transaction.
package enum ServiceRequests {
    /// Puts an investigation into an encounter that is not signed yet.
    /// - Throws: 422 for a code that is not in the catalogue; 409 when it is asked for already in this visit.
    static func draft(
        _ code: String, note: String?, in encounter: Encounter, _ act: Act, _ db: Database
    ) throws -> ID<ServiceRequest> {
        try add(
            code, note: note, status: "draft", encounter.visit, encounter.patient, encounter: encounter.id, act, db)
    }

    /// For someone who came for the test alone.
    /// - Throws: as `draft`.
    static func order(
        _ code: String, note: String?, of patient: ID<Patient>, in visit: ID<Visit>, _ act: Act, _ db: Database
    ) throws -> ID<ServiceRequest> {
        let id = try add(code, note: note, status: "active", visit, patient, encounter: nil, act, db)
        try charge(id, code, of: visit, act, db)
        return id
    }

    /// Takes a draft out of its encounter.
    /// - Throws: 404 when it is not there any more.
    static func remove(_ id: ID<ServiceRequest>, from encounter: Encounter, _ db: Database) throws {
        try db.run(
            "DELETE FROM service_request WHERE id = ? AND encounter_id = ? AND status = 'draft'", [id, encounter.id])
        guard db.changesCount == 1 else { throw Problem.noSuchServiceRequest }
    }

    /// The encounter is signed: its drafts become orders, and charges.
    /// - Returns: how many.
    static func activate(_ encounter: Encounter, _ act: Act, _ db: Database) throws -> Int {
        let drafts = try db.list(
            "SELECT id, code FROM service_request WHERE encounter_id = ? AND status = 'draft'", [encounter.id]
        ) { row in (id: try row.id(0) as ID<ServiceRequest>, code: row[1] as String) }
        for draft in drafts {
            try db.run(
                "UPDATE service_request SET status = 'active', requested_at = ? WHERE id = ?", [act.at, draft.id])
            try charge(draft.id, draft.code, of: encounter.visit, act, db)
        }
        return drafts.count
    }

    /// - Throws: 404 when there is none.
    package static func find(_ id: ID<ServiceRequest>, _ db: Database) throws -> ServiceRequest {
        let found = try db.first("SELECT \(ServiceRequest.columns) FROM service_request WHERE id = ?", [id]) {
            try ServiceRequest(row: $0)
        }
        guard let found else { throw Problem.noSuchServiceRequest }
        return found
    }

    /// What an encounter asked for, in the order in which it was asked.
    package static func all(in encounter: ID<Encounter>, _ db: Database) throws -> [ServiceRequest] {
        try db.list(
            "SELECT \(ServiceRequest.columns) FROM service_request WHERE encounter_id = ? ORDER BY requested_at, id",
            [encounter]
        ) { try ServiceRequest(row: $0) }
    }

    /// One that whoever asks may work on.
    /// - Throws: 404; 403 for another category's staff, and when the patient is not in their treatment.
    static func mine(_ id: ID<ServiceRequest>, _ act: Act, _ db: Database) throws -> ServiceRequest {
        let request = try find(id, db)
        try request.category.callers.admit(act.actor)
        try TreatmentRelation.require(request.patient, act, db)
        return request
    }

    /// One that whoever asks may work on, and that waits for it.
    /// - Throws: 404; 403 for another category's staff; 409 when it is completed, revoked, or not signed yet.
    static func open(_ id: ID<ServiceRequest>, _ act: Act, _ db: Database) throws -> ServiceRequest {
        let request = try mine(id, act, db)
        guard request.status == .active else { throw Problem.orderIsNotOpen(request) }
        return request
    }

    /// How many tests of the visit somebody still has to do.
    static func countOpen(of visit: ID<Visit>, _ db: Database) throws -> Int {
        try db.first(
            "SELECT count(*) FROM service_request WHERE visit_id = ? AND ended_at IS NULL AND status = 'active'",
            [visit]
        ) { $0[0] } ?? 0
    }

    static func complete(_ id: ID<ServiceRequest>, _ act: Act, _ db: Database) throws {
        try db.run(
            "UPDATE service_request SET status = 'completed', ended_at = ?, ended_by = ? WHERE id = ?",
            [act.at, try act.staff(), id])
    }

    /// It will not be done: neither will it be paid for.
    /// - Throws: as `open`.
    static func revoke(_ id: ID<ServiceRequest>, _ reason: String, _ act: Act, _ db: Database) throws {
        let request = try open(id, act, db)
        try db.run(
            "UPDATE service_request SET status = 'revoked', ended_at = ?, ended_by = ?, reason = ? WHERE id = ?",
            [act.at, try act.staff(), reason, id])
        try Charges.cancel(.order(id.description), reason, act, db)
        if let encounter = request.encounter { try Encounters.grew(encounter, act, db) }
    }

    private static func add(
        _ code: String, note: String?, status: String, _ visit: ID<Visit>, _ patient: ID<Patient>,
        encounter: ID<Encounter>?, _ act: Act, _ db: Database
    ) throws -> ID<ServiceRequest> {
        guard let test = act.site.catalogue.investigations[code] else { throw Problem.unknownInvestigation }
        let isOpen = try db.first(
            "SELECT 1 FROM service_request WHERE visit_id = ? AND code = ? AND ended_at IS NULL", [visit, code]
        ) { _ in true }
        guard isOpen == nil else { throw Problem.alreadyRequested(test) }
        let id = ID<ServiceRequest>.new(at: act.at)
        try db.run(
            """
            INSERT INTO service_request (id, visit_id, patient_id, encounter_id, code, loinc, name_en, name_bn,
                category, status, note, requested_at, requested_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, visit, patient, encounter, code, test.loinc, test.name.english, test.name.bangla, test.category,
                status, note, act.at, try act.staff(),
            ])
        return id
    }

    private static func charge(
        _ id: ID<ServiceRequest>, _ code: String, of visit: ID<Visit>, _ act: Act, _ db: Database
    ) throws {
        guard let test = act.site.catalogue.investigations[code] else { throw Problem.unknownInvestigation }
        let rate = Rate(code: test.code, name: test.name, category: test.category, amount: test.rate)
        try Charges.propose(rate, for: .order(id.description), of: visit, act, db)
    }
}

extension Problem {
    static let noSuchServiceRequest = Problem(
        .notFound, "no-such-order", Bilingual("There is no such order", "এমন কোনো পরীক্ষার অনুরোধ নেই"))
    static let unknownInvestigation = Problem.invalid([
        Field("code", Bilingual("Choose a test of the list", "তালিকা থেকে একটি পরীক্ষা বেছে নিন"))
    ])

    static func alreadyRequested(_ test: Investigation) -> Problem {
        Problem(
            .conflict, "already-ordered",
            Bilingual(
                "\(test.name.english) is ordered already", "\(test.name.bangla) আগেই দেওয়া হয়েছে"),
            members: ["code": .text(test.code)])
    }

    static func orderIsNotOpen(_ request: ServiceRequest) -> Problem {
        let (english, bangla) = (request.name.english, request.name.bangla)
        let reason = request.reason ?? ""
        let title =
            switch request.status {
            case .draft: Bilingual("\(english) is not signed yet", "\(bangla) এখনো স্বাক্ষর করা হয়নি")
            case .active: Bilingual("\(english) is still to be done", "\(bangla) এখনো করা বাকি")
            case .completed: Bilingual("\(english) is completed already", "\(bangla) আগেই সম্পন্ন হয়েছে")
            case .revoked: Bilingual("\(english) was revoked: \(reason)", "\(bangla) বাতিল করা হয়েছে: \(reason)")
            }
        return Problem(
            .conflict, "order-not-open", title,
            members: [
                "state": .text(request.status.rawValue), "stateEnglish": .text(request.status.name.english),
                "stateBangla": .text(request.status.name.bangla),
            ])
    }
}
