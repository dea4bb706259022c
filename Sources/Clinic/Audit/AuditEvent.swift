import Vocabulary

/// What somebody did or saw, or was not let (FHIR AuditEvent, IHE BALP).
package struct AuditEvent: Hashable, Sendable {
    package enum Outcome: String, Sendable, CaseIterable { case success, refused }

    package let action: AuditAction
    /// "GET /api/patients/:patient": the route's method and pattern.
    package let route: String
    package var outcome = Outcome.success
    package var agent: AuditAgent
    /// Numeric; empty for none.
    package var address = ""
    package var entity: AuditEntity?
    package var entityID: String?
    /// What it is about is who does it, once they have succeeded. The id may then be a user name.
    package var signsIn = false
    /// Of a search: how many were shown, and who, when they are few.
    package var shown: Int?
    package var patients: [String] = []
    /// Why somebody looked where they else may not (FHIR AuditEvent.purposeOfEvent); of a command on the server itself,
    /// the machine's user.
    package var purpose: String?
}

/// FHIR audit-event-action.
package enum AuditAction: String, Sendable, CaseIterable {
    case create = "C"
    case read = "R"
    case update = "U"
    case delete = "D"
    case execute = "E"
}

/// Who did it, and at which of the clinic's machines.
package struct AuditAgent: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case staff, device, client
        /// A command on the server itself, or a program that watches it.
        case program
        case nobody
    }

    package let kind: Kind
    package let id: String?
    package var device: String?

    package static let nobody = AuditAgent(kind: .nobody, id: nil)
    package static let program = AuditAgent(kind: .program, id: nil)
}

extension AuditAgent {
    init(_ actor: Actor) {
        switch actor {
        case .nobody: self = .nobody
        case .monitor: self = .program
        case .staff(let session):
            self.init(
                kind: .staff, id: session.staff.id.description, device: session.device?.description)
        case .client(let client): self.init(kind: .client, id: client.id.description)
        case .device(let device):
            self.init(kind: .device, id: device.id.description, device: device.id.description)
        }
    }
}
