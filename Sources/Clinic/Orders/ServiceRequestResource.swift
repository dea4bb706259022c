import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// What was asked for in this encounter, and what has become of it.
    mutating func tellServiceRequests(_ db: Database) throws {
        let orders = try ToldRequest.all(of: encounter.id, db)
        for order in orders {
            let requester = try practitioner(order.requestedBy, db)
            var request = FHIR.ServiceRequest(
                identifier: [Identifier(order.id)], status: order.status, intent: "order", code: order.code,
                subject: subject)
            request.category = [CodeableConcept(text: order.category)]
            request.encounter = reference
            request.authoredOn = order.requestedAt.timestamp
            request.requester = requester
            request.note = order.note.map { [Annotation($0)] }
            keepFromErrors(order.code)
            put(request, order.id)
        }
    }
}

/// A row of `service_request`.
private struct ToldRequest {
    let id: ID<ServiceRequest>
    let code: CodeableConcept
    let category: String
    let status: String
    let note: String?
    let requestedAt: Instant
    let requestedBy: ID<Staff>

    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [ToldRequest] {
        try db.list(
            """
            SELECT id, loinc, name_en, category, status, note, requested_at, requested_by
            FROM service_request WHERE encounter_id = ? AND status <> 'draft' ORDER BY id
            """, [encounter]
        ) { row in
            ToldRequest(
                id: try row.id(0), code: CodeableConcept.investigation(loinc: row[1], name: row[2]), category: row[3],
                status: row[4], note: row[5], requestedAt: row.instant(6), requestedBy: try row.id(7))
        }
    }
}

extension CodeableConcept {
    /// An investigation of the catalogue; not all of them have a code of LOINC.
    static func investigation(loinc: String?, name: String) -> CodeableConcept {
        CodeableConcept([loinc.map { Coding(CodeSystem.loinc, $0) }].compactMap(\.self), text: name)
    }
}
