package struct ServiceRequest: Resource {
    package let resourceType = "ServiceRequest"
    package var identifier: [Identifier]
    /// draft | active | on-hold | revoked | completed | entered-in-error | unknown
    package var status: String
    /// proposal | plan | directive | order | …
    package var intent: String
    package var category: [CodeableConcept]?
    package var code: CodeableConcept
    package var subject: Reference<Patient>
    package var encounter: Reference<Encounter>?
    package var authoredOn: String?
    package var requester: Reference<Practitioner>?
    package var note: [Annotation]?

    package init(
        identifier: [Identifier], status: String, intent: String, code: CodeableConcept, subject: Reference<Patient>
    ) {
        self.identifier = identifier
        self.status = status
        self.intent = intent
        self.code = code
        self.subject = subject
    }
}

package struct Annotation: Encodable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}
