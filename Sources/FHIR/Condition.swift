package struct Condition: Resource {
    package let resourceType = "Condition"
    package var meta: Meta?
    package var identifier: [Identifier]
    package var clinicalStatus: CodeableConcept?
    package var verificationStatus: CodeableConcept?
    package var category: [CodeableConcept]?
    package var code: CodeableConcept
    package var subject: Reference<Patient>
    package var encounter: Reference<Encounter>?
    package var recordedDate: String?
    package var recorder: Reference<Practitioner>?

    package init(identifier: [Identifier], code: CodeableConcept, subject: Reference<Patient>) {
        self.identifier = identifier
        self.code = code
        self.subject = subject
    }
}
