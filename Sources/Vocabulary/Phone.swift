/// A Bangladeshi telephone number in its national form, digits only: "01711223344".
///
/// Accepts Bangla digits, spaces, hyphens, and the country code (+880, 00880, 880). A mobile number has eleven digits
/// and begins 013…019 (BTRC numbering plan); a land line has nine to eleven and begins 02…09.
package struct Phone: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        var digits = Digits.toASCII(text).utf8.filter { !" -()".utf8.contains($0) }
        for prefix in ["+880", "00880", "880"] where digits.starts(with: prefix.utf8) {
            digits = [0x30] + digits.dropFirst(prefix.utf8.count).drop { $0 == 0x30 }
            break
        }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }), Self.isNational(digits) else { return nil }
        description = String(decoding: digits, as: UTF8.self)
    }

    private static func isNational(_ digits: [UInt8]) -> Bool {
        guard digits.count >= 9, digits.count <= 11, digits[0] == 0x30 else { return false }
        if digits[1] == 0x31 { return digits.count == 11 && (0x33...0x39).contains(digits[2]) }
        return (0x32...0x39).contains(digits[1])
    }
}
