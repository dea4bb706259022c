/// A decimal number as it was written down: its precision says how it was measured, and is kept
/// (https://hl7.org/fhir/R4/datatypes.html#decimal).
package struct Decimal: Sendable, Hashable, Encodable {
    package let text: String

    /// Nil for what is no JSON number without an exponent (RFC 8259 section 6).
    package init?(_ text: String) {
        var rest = Substring(text)
        if rest.first == "-" { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts[0] == "0" || parts[0].first != "0"
        else { return nil }
        self.text = text
    }

    package init(_ number: Int) { text = String(number) }

    /// For encoders that know nothing of decimals.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.text)
    }
}
