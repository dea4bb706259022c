package struct Encounter: Resource {
    package struct Participant: Encodable, Sendable {
        package let period: Period
        package let individual: Reference<Practitioner>

        package init(period: Period, individual: Reference<Practitioner>) {
            self.period = period
            self.individual = individual
        }
    }

    package struct Diagnosis: Encodable, Sendable {
        package let condition: Reference<Condition>

        package init(_ condition: Reference<Condition>) { self.condition = condition }
    }

    package let resourceType = "Encounter"
    package var meta: Meta?
    package var identifier: [Identifier]
    /// planned | arrived | triaged | in-progress | onleave | finished | cancelled
    package var status: String
    package var `class`: Coding
    package var subject: Reference<Patient>
    package var participant: [Participant]?
    package var period: Period?
    package var reasonCode: [CodeableConcept]?
    package var diagnosis: [Diagnosis]?
    package var serviceProvider: Reference<Organization>?

    package init(identifier: [Identifier], status: String, class: Coding, subject: Reference<Patient>) {
        self.identifier = identifier
        self.status = status
        self.class = `class`
        self.subject = subject
    }
}
