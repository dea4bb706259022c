package struct DiagnosticReport: Resource {
    package let resourceType = "DiagnosticReport"
    package var identifier: [Identifier]
    package var basedOn: [Reference<ServiceRequest>]?
    /// registered | partial | preliminary | final | amended | corrected | …
    package var status: String
    package var category: [CodeableConcept]?
    package var code: CodeableConcept
    package var subject: Reference<Patient>
    package var encounter: Reference<Encounter>?
    package var effectiveDateTime: String?
    package var issued: String?
    package var performer: [Reference<Organization>]?
    package var resultsInterpreter: [Reference<Practitioner>]?
    package var result: [Reference<Observation>]?

    package init(identifier: [Identifier], status: String, code: CodeableConcept, subject: Reference<Patient>) {
        self.identifier = identifier
        self.status = status
        self.code = code
        self.subject = subject
    }
}
