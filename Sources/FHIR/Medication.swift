package struct Medication: Resource {
    package let resourceType = "Medication"
    /// By which the resource that contains it refers to it.
    package let id: String
    package var code: CodeableConcept
    package var form: CodeableConcept?

    package init(id: String, code: CodeableConcept) {
        self.id = id
        self.code = code
    }
}
