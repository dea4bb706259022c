/// From one resource to another, which the type says: an observation cannot have an encounter for its subject.
package struct Reference<Target: Resource>: Encodable, Sendable {
    package let reference: String
    package var display: String?

    package init(_ reference: String, display: String? = nil) {
        self.reference = reference
        self.display = display
    }
}
