package struct Patient: Resource {
    package let resourceType = "Patient"
    package var meta: Meta?
    package var identifier: [Identifier]
    package var name: [HumanName]
    package var telecom: [ContactPoint]?
    /// male | female | other | unknown
    package var gender: String
    /// A date, or as much of one as is known: a year, a month.
    package var birthDate: String?
    package var address: [Address]?

    package init(identifier: [Identifier], name: [HumanName], gender: String) {
        self.identifier = identifier
        self.name = name
        self.gender = gender
    }
}
