package struct MedicationRequest: Resource {
    package let resourceType = "MedicationRequest"
    package var contained: [Medication]?
    package var identifier: [Identifier]
    /// active | on-hold | cancelled | completed | entered-in-error | stopped | draft | unknown
    package var status: String
    /// proposal | plan | order | original-order | …
    package var intent: String
    package var medicationReference: Reference<Medication>
    package var subject: Reference<Patient>
    package var encounter: Reference<Encounter>?
    package var authoredOn: String?
    package var requester: Reference<Practitioner>?
    package var note: [Annotation]?
    package var dosageInstruction: [Dosage]?

    /// With the medication inside it, for one that has no identity of its own.
    package init(
        identifier: [Identifier], status: String, intent: String, containing medication: Medication,
        subject: Reference<Patient>
    ) {
        self.identifier = identifier
        self.status = status
        self.intent = intent
        contained = [medication]
        medicationReference = Reference("#" + medication.id, display: medication.code.text)
        self.subject = subject
    }
}
