package struct Practitioner: Resource {
    package struct Qualification: Encodable, Sendable {
        package let code: CodeableConcept

        package init(_ text: String) { code = CodeableConcept(text: text) }
    }

    package let resourceType = "Practitioner"
    package var meta: Meta?
    package var identifier: [Identifier]
    package var active: Bool?
    package var name: [HumanName]
    package var qualification: [Qualification]?

    package init(identifier: [Identifier], name: [HumanName]) {
        self.identifier = identifier
        self.name = name
    }
}
