/// A Bangladeshi telephone number in its national form, digits only: "01711223344".
///
/// Accepts Bangla digits, spaces, hyphens, and the country code (+880, 00880, 880). A mobile number has eleven digits
/// and begins 013…019 (BTRC numbering plan); a land line has nine to eleven and begins 02…09.
package struct Phone: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        var digits = Digits.toASCII(text).filter { !" -()".contains($0) }
        for prefix in ["+880", "00880", "880"] where digits.hasPrefix(prefix) {
            digits = "0" + digits.dropFirst(prefix.count).drop { $0 == "0" }
            break
        }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Self.isNational(digits) else { return nil }
        description = digits
    }

    private static func isNational(_ digits: String) -> Bool {
        let bytes = Array(digits.utf8)
        guard bytes.count >= 9, bytes.count <= 11, bytes[0] == 0x30 else { return false }
        if bytes[1] == 0x31 { return bytes.count == 11 && (0x33...0x39).contains(bytes[2]) }
        return (0x32...0x39).contains(bytes[1])
    }
}
