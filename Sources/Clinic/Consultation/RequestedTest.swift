import GRDB
import Vocabulary

/// An investigation as the one who asks for it sees it, with what was found so far.
struct RequestedTest: Sendable {
    /// One value that was found, as it stands now.
    struct Finding: Sendable {
        let name: Bilingual
        /// A number with its unit, or words.
        let text: String
        /// v3 ObservationInterpretation: L, N or H.
        let interpretation: String?
    }

    let id: ID<ServiceRequest>
    let code: String
    let name: Bilingual
    let category: String
    /// FHIR request-status.
    let status: String
    let note: String?
    let requestedAt: Instant
    let findings: [Finding]
}

extension RequestedTest {
    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [RequestedTest] {
        try db.list(select + " WHERE encounter_id = ? ORDER BY id", [encounter]) { try read($0, db) }
    }

    /// The patient's tests, the latest first, without drafts and what was revoked.
    static func recent(of patient: ID<Patient>, limit: Int, _ db: Database) throws -> [RequestedTest] {
        try db.list(
            select + """
                 WHERE patient_id = ? AND (status = 'active' OR status = 'completed')
                ORDER BY requested_at DESC LIMIT ?
                """, [patient, limit]
        ) { try read($0, db) }
    }

    private static let select = """
        SELECT id, code, name_en, name_bn, category, status, note, requested_at FROM service_request
        """

    private static func read(_ row: Row, _ db: Database) throws -> RequestedTest {
        let id: ID<ServiceRequest> = try row.id(0)
        return RequestedTest(
            id: id, code: row[1], name: Bilingual(row[2], row[3]), category: row[4], status: row[5], note: row[6],
            requestedAt: row.instant(7), findings: try findings(id, db))
    }

    private static func findings(_ request: ID<ServiceRequest>, _ db: Database) throws -> [Finding] {
        try db.list(
            """
            SELECT name_en, name_bn, coalesce(value || ' ' || unit, text), interpretation FROM result
            WHERE service_request_id = ?
                AND NOT EXISTS (SELECT 1 FROM result AS amendment WHERE amendment.amends = result.id)
            ORDER BY id
            """, [request]
        ) { Finding(name: Bilingual($0[0], $0[1]), text: $0[2], interpretation: $0[3]) }
    }
}
