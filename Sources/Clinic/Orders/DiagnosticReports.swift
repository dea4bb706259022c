import GRDB
import Vocabulary

/// Somebody who answers for it looks at all the results of an order (FHIR DiagnosticReport). Runs inside the caller's
/// transaction.
enum DiagnosticReports {
    /// The order is done with the first report; a later one verifies what was amended. What the national record knows
    /// of the encounter grows with both. With the visit's last test the person goes on.
    /// - Throws: 404; 403 for another category's staff; 409 when there is no result, none that is not verified yet, or one
    ///   that whoever asks has not seen.
    static func verify(_ asked: VerificationRequest, _ act: Act, _ db: Database) throws {
        let id = asked.order
        let request = try ServiceRequests.mine(id, act, db)
        guard request.status == .active || request.status == .completed else {
            throw Problem.orderIsNotOpen(request)
        }
        let results = try Results.all(of: id, db)
        if let seen = asked.seen, seen != results.count { throw Problem.resultsChanged(request) }
        let current = results.filter(\.isCurrent)
        guard !current.isEmpty else { throw Problem.nothingToVerify(request) }
        guard current.contains(where: { $0.verifiedAt == nil }) else { throw Problem.orderIsNotOpen(request) }
        try insert(current, request, act, db)
        if request.status == .active { try ServiceRequests.complete(id, act, db) }
        if let encounter = request.encounter { try Encounters.grew(encounter, act, db) }
        if try ServiceRequests.countOpen(of: request.visit, db) == 0 {
            try Queue.complete(.orders, of: request.visit, act, db)
        }
    }

    private static func insert(
        _ results: [OrderResult], _ request: ServiceRequest, _ act: Act, _ db: Database
    ) throws {
        let id = ID<DiagnosticReport>.new(at: act.at)
        try db.run(
            """
            INSERT INTO diagnostic_report (id, service_request_id, version, verified_at, verified_by)
            SELECT ?1, ?2, 1 + coalesce(max(version), 0), ?3, ?4 FROM diagnostic_report WHERE service_request_id = ?2
            """,
            [id, request.id, act.at, try act.staff()])
        for result in results {
            try db.run("INSERT INTO report_result (report_id, result_id) VALUES (?, ?)", [id, result.id])
        }
    }
}

/// One verification of an order's results.
package enum DiagnosticReport {}

extension Problem {
    static func resultsChanged(_ request: ServiceRequest) -> Problem {
        Problem(
            .conflict, "results-changed",
            Bilingual(
                "The results of \(request.name.english) have changed meanwhile. Look at them, then verify.",
                "এর মধ্যে \(request.name.bangla) এর ফলাফল বদলেছে। দেখে নিয়ে যাচাই করুন।"),
            members: ["state": .text(request.status.rawValue)])
    }

    static func nothingToVerify(_ request: ServiceRequest) -> Problem {
        Problem(
            .conflict, "no-results",
            Bilingual(
                "Write down a result of \(request.name.english) first", "আগে \(request.name.bangla) এর ফলাফল লিখুন"),
            members: ["state": .text(request.status.rawValue)])
    }
}
