/// What the national implementation guide adds to FHIR: BD-Core 0.4.6 (https://fhir.dghs.gov.bd/core).
package enum BDCore {
    private static let definitions = "https://fhir.dghs.gov.bd/core/StructureDefinition/"

    package static let healthID = "http://dghs.gov.bd/identifier/uhid"
    package static let nationalID = "http://dghs.gov.bd/identifier/nid"
    package static let birthRegistration = "http://dghs.gov.bd/identifier/brn"
    package static let facility = "http://hrm.dghs.gov.bd/facilities/code"
    package static let medicalCouncil = "https://fhir.dghs.gov.bd/core/identifier/bmdc-registration"
    package static let geocodes = "https://fhir.dghs.gov.bd/core/CodeSystem/bd-geocodes"

    /// A resource says that it keeps a profile only when it does: a server may refuse it for a broken promise.
    package static func profile(_ name: String) -> Meta { Meta(profile: [definitions + name]) }

    /// - Parameter kind: NID, BRN or UHID. The guide fixes the text for all three.
    package static func identifier(_ system: String, _ value: String, kind: String) -> Identifier {
        let type = Coding("https://fhir.dghs.gov.bd/core/CodeSystem/bd-identifier-type", kind)
        return Identifier(
            system: system, value: value, type: CodeableConcept(type, text: "Organization identifier"))
    }

    /// A name in English or Bangla or both; at least one is needed for there to be a name.
    package static func name(english: String?, bangla: String?) -> HumanName? {
        guard let text = english ?? bangla else { return nil }
        let extensions = [
            english.map { Extension(definitions + "bd-name-en", string: $0) },
            bangla.map { Extension(definitions + "bd-name-bn", string: $0) },
        ]
        return HumanName(use: "official", text: text, extensions.compactMap(\.self))
    }

    /// - Parameters: the codes of the national geography: two digits, four, eight.
    package static func address(division: String, district: String, upazila: String) -> Address {
        var address = Address(use: "home", country: "BD")
        address.district = district
        address.extension = [place("bd-divisions", division), place("bd-upazillas", upazila)]
        return address
    }

    private static func place(_ name: String, _ code: String) -> Extension {
        Extension(definitions + name, concept: CodeableConcept(Coding(geocodes, code)))
    }
}
