import GRDB
import Vocabulary

/// An investigation that was asked for (FHIR ServiceRequest).
package struct ServiceRequest: Sendable {
    /// FHIR request-status, as much of it as a clinic needs.
    package enum Status: String, Sendable, CaseIterable { case draft, active, completed, revoked }

    package let id: ID<ServiceRequest>
    package let visit: ID<Visit>
    package let patient: ID<Patient>
    /// None when the person came for the test alone.
    package let encounter: ID<Encounter>?
    package let code: String
    package let loinc: String?
    package let name: Bilingual
    /// The category of the catalogue: "haematology".
    package let discipline: String
    package let status: Status
    package let note: String?
    package let requestedAt: Instant
    package let requestedBy: ID<Staff>
    package let endedAt: Instant?
    package let endedBy: ID<Staff>?
    /// Why it was revoked.
    package let reason: String?

    package var category: OrderCategory { OrderCategory(of: discipline) }
}

extension ServiceRequest {
    static let columns = """
        service_request.id, service_request.visit_id, service_request.patient_id, service_request.encounter_id,
        service_request.code, service_request.loinc, service_request.name_en, service_request.name_bn,
        service_request.category, service_request.status, service_request.note, service_request.requested_at,
        service_request.requested_by, service_request.ended_at, service_request.ended_by, service_request.reason
        """

    init(row: Row) throws {
        self.init(
            id: try row.id(0), visit: try row.id(1), patient: try row.id(2), encounter: try row.optionalID(3),
            code: row[4], loinc: row[5], name: Bilingual(row[6], row[7]), discipline: row[8],
            status: try row.word(9), note: row[10], requestedAt: row.instant(11), requestedBy: try row.id(12),
            endedAt: row.optionalInstant(13), endedBy: try row.optionalID(14), reason: row[15])
    }
}

extension ServiceRequest.Status {
    package var name: Bilingual {
        switch self {
        case .draft: Bilingual("Not signed yet", "এখনো স্বাক্ষর হয়নি")
        case .active: Bilingual("Ordered", "করতে হবে")
        case .completed: Bilingual("Completed", "সম্পন্ন")
        case .revoked: Bilingual("Revoked", "বাতিল")
        }
    }
}
