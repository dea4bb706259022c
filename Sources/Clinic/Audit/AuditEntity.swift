import GRDB
import Vocabulary

/// A kind of thing that is recorded as looked at or changed, and how its patient is found.
package enum AuditEntity: String, Sendable, CaseIterable {
    case patient, visit, token, entry, encounter, order, result, invoice, observation, staff, device, client, audit
    /// A row of what is told to the Shared Health Record.
    case outbox

    /// What parameters of a path are called.
    static let parameters: [String: AuditEntity] = [
        "patient": .patient, "visit": .visit, "token": .token, "entry": .entry, "encounter": .encounter,
        "order": .order, "result": .result, "invoice": .invoice, "observation": .observation, "sequence": .outbox,
        "staff": .staff, "device": .device, "client": .client,
    ]

    /// The patient of the thing ?1, as an expression; NULL for a thing that is nobody's.
    private var patient: String {
        switch self {
        case .patient: "?1"
        case .staff, .device, .client, .audit: "NULL"
        case .visit: "(SELECT patient_id FROM visit WHERE id = ?1)"
        case .token: "(SELECT patient_id FROM visit WHERE id = (SELECT visit_id FROM token WHERE id = ?1))"
        case .entry: "(SELECT patient_id FROM visit WHERE id = (SELECT visit_id FROM queue_entry WHERE id = ?1))"
        case .encounter: "(SELECT patient_id FROM encounter WHERE id = ?1)"
        case .order: "(SELECT patient_id FROM service_request WHERE id = ?1)"
        case .result:
            """
            (SELECT patient_id FROM service_request WHERE id = (SELECT service_request_id FROM result WHERE id = ?1))
            """
        case .invoice: "(SELECT patient_id FROM visit WHERE id = (SELECT visit_id FROM invoice WHERE id = ?1))"
        case .observation:
            "(SELECT patient_id FROM observation_set WHERE id = (SELECT set_id FROM observation WHERE id = ?1))"
        case .outbox: "(SELECT patient_id FROM outbox WHERE sequence = ?1)"
        }
    }

    private static let lookups = Dictionary(
        uniqueKeysWithValues: allCases.map { entity in (entity, lookup(of: entity.patient)) })
    private static let lookupOfNothing = lookup(of: "NULL")

    private static func lookup(of patient: String) -> String {
        "SELECT \(patient), EXISTS (SELECT 1 FROM audit_change WHERE event = ?2)"
    }

    /// One question for both, as every command asks it: the patient of the thing ?1, and whether the event ?2 changed
    /// something.
    static func lookup(of entity: AuditEntity?) -> String { entity.flatMap { lookups[$0] } ?? lookupOfNothing }

    /// An id as it is stored, out of what a request said; nil when it can be none. What a request says may be anything.
    func id(in text: String) -> String? {
        switch self {
        case .outbox: Int(text).map(String.init)
        // A button's value has the id among other words.
        case .entry: text.split(separator: " ").lazy.compactMap { ID<AuditEvent>(String($0)) }.first?.description
        // Found by their user name when the event is written; what is no user name may be a secret in the wrong box.
        case .staff: text.utf8.count <= 40 ? text : nil
        default: ID<AuditEvent>(text)?.description
        }
    }

    /// The id as it is written, where the one that was said is another name of it.
    func stored(_ id: String, _ db: Database) throws -> String? {
        guard self == .staff else { return id }
        return try db.first("SELECT id FROM staff WHERE user_name = ?1 OR id = ?1", [Digits.toASCII(id)]) { $0[0] }
    }
}
