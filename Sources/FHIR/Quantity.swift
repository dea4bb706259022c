package struct Quantity: Encodable, Sendable {
    package let value: Decimal
    package var unit: String?
    package var system: String?
    package var code: String?

    /// In a unit that has no code: tablets, drops.
    package init(_ value: Decimal, unit: String?) {
        self.value = value
        self.unit = unit
    }

    package init(_ value: Decimal, ucum code: String, unit: String? = nil) {
        self.value = value
        self.unit = unit ?? code
        system = CodeSystem.ucum
        self.code = code
    }
}

package struct Period: Encodable, Sendable {
    package let start: String
    package var end: String?

    package init(start: String, end: String? = nil) {
        self.start = start
        self.end = end
    }
}
