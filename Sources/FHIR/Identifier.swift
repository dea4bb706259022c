package struct Identifier: Encodable, Sendable, Hashable {
    package var use: String?
    package var type: CodeableConcept?
    package let system: String
    package let value: String

    package init(system: String, value: String, type: CodeableConcept? = nil) {
        self.system = system
        self.value = value
        self.type = type
    }

    /// A UUID is unique by itself, so its system is that of URIs
    /// (https://hl7.org/fhir/R4/datatypes.html#Identifier: "urn:ietf:rfc:3986").
    package init(uuid: String) { self.init(system: "urn:ietf:rfc:3986", value: "urn:uuid:" + uuid) }

    /// As a search parameter of type token writes it.
    package var token: String { system + "|" + value }
}
