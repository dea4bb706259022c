/// How a medicine is taken (https://hl7.org/fhir/R4/dosage.html).
package struct Dosage: Encodable, Sendable {
    package struct DoseAndRate: Encodable, Sendable {
        package let doseQuantity: Quantity

        package init(_ dose: Quantity) { doseQuantity = dose }
    }

    package let text: String
    package var _text: Element?
    package var timing: Timing?
    package var asNeededBoolean: Bool?
    package var doseAndRate: [DoseAndRate]?

    package init(text: String) { self.text = text }
}

/// When (https://hl7.org/fhir/R4/datatypes.html#Timing).
package struct Timing: Encodable, Sendable {
    package struct Repeat: Encodable, Sendable {
        package var boundsDuration: Quantity?
        package var frequency: Int?
        package var period: Decimal?
        /// A unit of time in UCUM: h, d, wk.
        package var periodUnit: String?
        /// Of http://hl7.org/fhir/ValueSet/event-timing.
        package var when: [String]?
        /// Minutes before or after `when`.
        package var offset: Int?

        package init() {}
    }

    package let `repeat`: Repeat

    package init(_ repeat: Repeat) { self.repeat = `repeat` }
}
