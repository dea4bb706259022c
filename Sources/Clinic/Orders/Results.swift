import GRDB
import Vocabulary

/// One component's result to be written down, and the field of the request that said it.
struct ResultEntry: Sendable {
    let component: String
    let said: Said
    let field: String
}

/// What was found. Each function runs inside the caller's transaction.
package enum Results {
    /// Writes down all of it, or nothing.
    /// - Throws: as `ServiceRequests.open`; 422 naming each field that cannot be; 409 for a component that has a result.
    static func record(
        _ entries: [ResultEntry], for id: ID<ServiceRequest>, _ act: Act, _ db: Database
    ) throws {
        let request = try ServiceRequests.open(id, act, db)
        let found = try check(entries, request, act, db)
        let known = try all(of: id, db)
        for (component, finding) in found {
            if let before = known.first(where: { $0.component == component.code }) {
                throw Problem.hasResult(before)
            }
            try insert(finding, component, request.id, amends: nil, reason: nil, act, db)
        }
    }

    /// Another result takes the place of one that was wrong, which stays to be seen. It has to be verified again.
    /// - Throws: 404; 403; 409 when the order was revoked, or another amendment has taken its place already; 422.
    /// - Returns: whose order it is.
    static func amend(
        _ id: ID<OrderResult>, _ said: Said, field: String, _ reason: String, _ act: Act, _ db: Database
    ) throws -> ServiceRequest {
        let result = try find(id, db)
        let request = try ServiceRequests.mine(result.request, act, db)
        guard request.status != .revoked else { throw Problem.orderIsNotOpen(request) }
        if let later = result.amendedBy { throw Problem.isAmended(result, by: later) }
        let entry = ResultEntry(component: result.component, said: said, field: field)
        for (component, finding) in try check([entry], request, act, db) {
            guard !finding.says(theSameAs: result.finding) else { throw Problem.writtenAlready(field) }
            try insert(finding, component, request.id, amends: id, reason: reason, act, db)
        }
        return request
    }

    /// All results of one order, in the order in which they were written down.
    static func all(of request: ID<ServiceRequest>, _ db: Database) throws -> [OrderResult] {
        try db.list(
            "SELECT \(OrderResult.columns) FROM result WHERE service_request_id = ? ORDER BY recorded_at, id", [request]
        ) { try OrderResult(row: $0) }
    }

    /// More than this nobody reads on one page.
    static let limit = 500

    /// What stands of a patient's results today, the latest order first: for those who treat them.
    package static func current(of patient: ID<Patient>, _ db: Database) throws -> [ReportedResult] {
        try db.list(
            """
            SELECT \(OrderResult.columns), service_request.name_en, service_request.name_bn, service_request.visit_id
            FROM service_request JOIN result ON result.service_request_id = service_request.id
            WHERE service_request.patient_id = ?
                AND (service_request.status = 'active' OR service_request.status = 'completed')
                AND NOT EXISTS (SELECT 1 FROM result AS later WHERE later.amends = result.id)
            ORDER BY service_request.requested_at DESC, service_request.id, result.recorded_at, result.id
            LIMIT \(limit)
            """, [patient]
        ) { row in
            ReportedResult(
                result: try OrderResult(row: row), test: Bilingual(row[17], row[18]), visit: try row.id(19))
        }
    }

    /// - Throws: 404 when there is none.
    static func find(_ id: ID<OrderResult>, _ db: Database) throws -> OrderResult {
        let found = try db.first("SELECT \(OrderResult.columns) FROM result WHERE result.id = ?", [id]) {
            try OrderResult(row: $0)
        }
        guard let found else { throw Problem.noSuchResult }
        return found
    }

    private static func check(
        _ entries: [ResultEntry], _ request: ServiceRequest, _ act: Act, _ db: Database
    ) throws -> [(PanelComponent, Finding)] {
        let patient = try Patients.find(request.patient, act, db)
        let components = act.site.catalogue.components[request.code]
        var found: [(PanelComponent, Finding)] = []
        var errors: [Problem.Field] = []
        for entry in entries {
            guard let component = components.first(where: { $0.code == entry.component }) else {
                errors.append(.unknownComponent(entry, components))
                continue
            }
            do { found.append((component, try component.finding(entry.said, of: patient))) } catch {
                errors.append(Problem.Field(entry.field, error.text(of: component)))
            }
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
        return found
    }

    private static func insert(
        _ finding: Finding, _ component: PanelComponent, _ request: ID<ServiceRequest>, amends: ID<OrderResult>?,
        reason: String?, _ act: Act, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO result (id, service_request_id, component, name_en, name_bn, value, unit, text, range_low,
                range_high, interpretation, recorded_at, recorded_by, amends, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<OrderResult>.new(at: act.at), request, component.code, component.name.english,
                component.name.bangla, finding.value, finding.unit, finding.text, finding.low, finding.high,
                finding.interpretation?.rawValue, act.at, try act.staff(), amends, reason,
            ])
    }
}

/// A result as those who treat the patient see it: of which test, from which visit.
package struct ReportedResult: Sendable {
    package let result: OrderResult
    package let test: Bilingual
    package let visit: ID<Visit>
}

extension Problem {
    static let noSuchResult = Problem(
        .notFound, "no-such-result", Bilingual("There is no such result", "এমন কোনো ফলাফল নেই"))

    static func writtenAlready(_ field: String) -> Problem {
        .invalid([Field(field, Bilingual("This is what is written already", "এটিই আগে লেখা আছে"))])
    }

    static func hasResult(_ result: OrderResult) -> Problem {
        Problem(
            .conflict, "result-exists",
            Bilingual(
                "\(result.name.english) has a result already: amend it",
                "\(result.name.bangla) এর ফলাফল আগেই আছে: সংশোধন করুন"),
            members: ["component": .text(result.component), "result": .text(result.id.description)])
    }

    static func isAmended(_ result: OrderResult, by later: ID<OrderResult>) -> Problem {
        Problem(
            .conflict, "result-amended",
            Bilingual(
                "\(result.name.english) was amended meanwhile", "\(result.name.bangla) এর মধ্যে সংশোধন করা হয়েছে"),
            members: ["state": .text(result.status.rawValue), "result": .text(later.description)])
    }
}

extension Refusal {
    /// Of which part: a form has many, and the summary names those that have to be mended.
    fileprivate func text(of component: PanelComponent) -> Bilingual {
        Bilingual("\(component.name.english): \(text.english)", "\(component.name.bangla): \(text.bangla)")
    }
}

extension Problem.Field {
    fileprivate static func unknownComponent(_ entry: ResultEntry, _ components: [PanelComponent]) -> Problem.Field {
        let codes = components.map(\.code).joined(separator: ", ")
        return Problem.Field(
            entry.field == "value" || entry.field == "text" ? "component" : entry.field,
            Bilingual("This test reports: \(codes)", "এই পরীক্ষার অংশগুলো: \(codes)"))
    }
}
