import GRDB
import Vocabulary

/// A test of a patient's with what was found so far, as whoever decides wants to see it.
struct RequestedTest: Sendable {
    let request: ServiceRequest
    /// As they stand now; one that nobody has verified yet says so.
    let results: [OrderResult]
}

extension RequestedTest {
    /// The patient's tests, the latest first, without drafts and what was revoked.
    static func recent(of patient: ID<Patient>, limit: Int, _ db: Database) throws -> [RequestedTest] {
        let requests = try db.list(
            """
            SELECT \(ServiceRequest.columns) FROM service_request
            WHERE patient_id = ? AND (status = 'active' OR status = 'completed')
            ORDER BY requested_at DESC, id DESC LIMIT ?
            """, [patient, limit]
        ) { try ServiceRequest(row: $0) }
        return try requests.map { request in
            RequestedTest(request: request, results: try Results.all(of: request.id, db).filter(\.isCurrent))
        }
    }
}
