package struct Organization: Resource {
    package let resourceType = "Organization"
    package var meta: Meta?
    package var identifier: [Identifier]
    package var active: Bool?
    package var name: String

    package init(identifier: [Identifier], name: String) {
        self.identifier = identifier
        self.name = name
    }
}
