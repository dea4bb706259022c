package struct Observation: Resource {
    /// registered | preliminary | final | amended | corrected | cancelled | entered-in-error | unknown
    package enum Status: String, Encodable, Sendable {
        case final, amended
        case enteredInError = "entered-in-error"
    }

    package struct Component: Encodable, Sendable {
        package let code: CodeableConcept
        package var valueQuantity: Quantity?
        package var dataAbsentReason: CodeableConcept?

        package init(_ code: CodeableConcept, _ value: Quantity?) {
            self.code = code
            valueQuantity = value
            dataAbsentReason = value == nil ? Observation.absent : nil
        }
    }

    package struct ReferenceRange: Encodable, Sendable {
        package var low: Quantity?
        package var high: Quantity?
        package var text: String?

        package init(low: Quantity?, high: Quantity?) {
            self.low = low
            self.high = high
        }

        /// For what is told in words.
        package init(text: String) { self.text = text }
    }

    /// Why there is no value: it is not known.
    package static let absent = CodeableConcept(Coding(CodeSystem.dataAbsentReason, "unknown", "Unknown"))

    package let resourceType = "Observation"
    package var meta: Meta?
    package var identifier: [Identifier]
    package var basedOn: [Reference<ServiceRequest>]?
    package var status: Status
    package var category: [CodeableConcept]?
    package var code: CodeableConcept
    package var subject: Reference<Patient>
    package var encounter: Reference<Encounter>?
    package var effectiveDateTime: String?
    package var issued: String?
    package var performer: [Reference<Practitioner>]?
    package var valueQuantity: Quantity?
    package var valueCodeableConcept: CodeableConcept?
    package var valueString: String?
    package var dataAbsentReason: CodeableConcept?
    package var interpretation: [CodeableConcept]?
    package var referenceRange: [ReferenceRange]?
    package var component: [Component]?

    package init(
        identifier: [Identifier], status: Status, category: String, code: CodeableConcept, subject: Reference<Patient>
    ) {
        self.identifier = identifier
        self.status = status
        self.category = [CodeableConcept(Coding(CodeSystem.observationCategory, category))]
        self.code = code
        self.subject = subject
    }
}
