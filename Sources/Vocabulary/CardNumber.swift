/// The number printed on a clinic health card: 4 to 20 letters, digits and hyphens, kept in upper case.
package struct CardNumber: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        let number = Digits.toASCII(text).filter { $0 != " " }.uppercased()
        let bytes = number.utf8
        guard (4...20).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        description = number
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "-")
    }
}
