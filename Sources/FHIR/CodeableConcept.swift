package struct Coding: Encodable, Sendable, Hashable {
    package let system: String
    package let code: String
    package var display: String?

    package init(_ system: String, _ code: String, _ display: String? = nil) {
        self.system = system
        self.code = code
        self.display = display
    }
}

extension Coding {
    /// Only for who treats the patient.
    package static let restricted = Coding(CodeSystem.confidentiality, "R", "restricted")
    /// Something was left out for who reads it.
    package static let redacted = Coding(CodeSystem.observationValue, "REDACTED", "redacted")
}

package struct CodeableConcept: Encodable, Sendable, Hashable {
    package var coding: [Coding]
    package var text: String?

    package init(_ coding: Coding..., text: String? = nil) { self.init(coding, text: text) }

    package init(_ coding: [Coding], text: String? = nil) {
        self.coding = coding
        self.text = text
    }

    /// Its codes and names, as they are sent.
    package var words: [String] {
        coding.map(\.code) + coding.compactMap(\.display) + [text].compactMap(\.self)
    }
}

/// The code systems of the wire.
package enum CodeSystem {
    package static let loinc = "http://loinc.org"
    package static let ucum = "http://unitsofmeasure.org"
    package static let icd11 = "http://id.who.int/icd/release/11/mms"
    package static let icd10 = "http://hl7.org/fhir/sid/icd-10"
    package static let atc = "http://www.whocc.no/atc"
    package static let actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    package static let identifierType = "http://terminology.hl7.org/CodeSystem/v2-0203"
    package static let diagnosticService = "http://terminology.hl7.org/CodeSystem/v2-0074"
    package static let observationCategory = "http://terminology.hl7.org/CodeSystem/observation-category"
    package static let interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    package static let dataAbsentReason = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
    package static let confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
    package static let observationValue = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"
    package static let conditionCategory = "http://terminology.hl7.org/CodeSystem/condition-category"
    package static let conditionClinical = "http://terminology.hl7.org/CodeSystem/condition-clinical"
    package static let conditionVerification = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
}
