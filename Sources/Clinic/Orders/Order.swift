import GRDB
import Vocabulary

/// A test of somebody's as those who do it see it: what was asked, whose it is, what it reports, what was found.
package struct Order: Sendable {
    package let request: ServiceRequest
    /// The number the person is known by, on its day.
    package let serial: Int
    package let day: Day
    package let patientNames: (english: String?, bangla: String?)
    package let requester: Bilingual
    /// How often it was verified.
    package let reports: Int
    package let verifiedAt: Instant?
    package let components: [PanelComponent]
    package let results: [OrderResult]

    package var current: [OrderResult] { results.filter(\.isCurrent) }

    /// What has no result yet.
    package var missing: [PanelComponent] {
        components.filter { component in !results.contains { $0.component == component.code } }
    }

    package var state: State {
        switch request.status {
        case .draft: return .draft
        case .revoked: return .revoked
        case .active where results.isEmpty: return .waiting
        case .active, .completed:
            guard current.contains(where: { $0.verifiedAt == nil }) else { return .verified }
            return request.status == .active ? .entered : .amended
        }
    }

    /// How far it is.
    package enum State: String, Sendable, CaseIterable {
        case draft, waiting, entered, verified, amended, revoked

        /// Whether somebody has to do something.
        package var isOpen: Bool { self == .waiting || self == .entered || self == .amended }
    }

    package func patientName(_ language: Language) -> String? {
        language.prefers(english: patientNames.english, bangla: patientNames.bangla)
    }
}

/// Finding orders.
enum Orders {
    private static let select = """
        SELECT \(ServiceRequest.columns), token.serial, token.day, patient.name_en, patient.name_bn, staff.name_en,
            staff.name_bn,
            (SELECT count(*) FROM diagnostic_report WHERE service_request_id = service_request.id),
            (SELECT max(verified_at) FROM diagnostic_report WHERE service_request_id = service_request.id)
        FROM service_request
        JOIN token ON token.visit_id = service_request.visit_id
        JOIN patient ON patient.id = service_request.patient_id
        JOIN staff ON staff.id = service_request.requested_by
        LEFT JOIN visit_closure ON visit_closure.visit_id = service_request.visit_id
        """

    /// - Throws: 404 when there is none.
    static func find(_ id: ID<ServiceRequest>, _ act: Act, _ db: Database) throws -> Order {
        guard let found = try list("WHERE service_request.id = ?", [id], act, db).first else {
            throw Problem.noSuchServiceRequest
        }
        return found
    }

    /// Everything that was asked for in a visit, drafts left out, in the order in which it was asked. By way of the
    /// patient, whose index there is: a visit with orders keeps its patient.
    static func all(of visit: ID<Visit>, _ act: Act, _ db: Database) throws -> [Order] {
        try list(
            """
            WHERE service_request.patient_id = (SELECT patient_id FROM visit WHERE id = ?1)
                AND service_request.visit_id = ?1 AND service_request.status <> 'draft'
            ORDER BY service_request.requested_at, service_request.id
            """, [visit], act, db)
    }

    private static let imaging = OrderCategory.imagingDisciplines.map { "'\($0)'" }.sorted().joined(separator: ", ")

    /// How long a work list may be.
    static let limit = 500

    /// What waits for somebody: no results, results that nobody verified, or amendments. The oldest first, whatever
    /// their day, for a culture takes three; without those of visits that never were. The two parts are put together by
    /// their ids, so that each has its index: with OR between them all that was ever asked for is read.
    static func workList(_ category: OrderCategory?, _ act: Act, _ db: Database) throws -> [Order] {
        try list(
            """
            WHERE service_request.id IN (
                    SELECT id FROM service_request WHERE status = 'active'
                    UNION ALL
                    SELECT amendment.service_request_id FROM result AS amendment
                    WHERE amendment.amends IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM result AS later WHERE later.amends = amendment.id)
                        AND NOT EXISTS (SELECT 1 FROM report_result WHERE result_id = amendment.id))
                AND (service_request.status = 'active' OR service_request.status = 'completed')
                AND visit_closure.kind IS NOT 'voided'
                AND (?1 IS NULL OR (?1 = 'imaging') = (service_request.category IN (\(imaging))))
            ORDER BY service_request.requested_at, service_request.id LIMIT \(limit)
            """, [category?.rawValue], act, db)
    }

    private static func list(
        _ condition: String, _ arguments: StatementArguments, _ act: Act, _ db: Database
    ) throws -> [Order] {
        try db.list(select + " " + condition, arguments) { row in
            let request = try ServiceRequest(row: row)
            return Order(
                request: request, serial: row[16], day: try row.day(17), patientNames: (row[18], row[19]),
                requester: Bilingual(row[20], row[21]), reports: row[22], verifiedAt: row.optionalInstant(23),
                components: act.site.catalogue.components[request.code], results: try Results.all(of: request.id, db))
        }
    }
}
