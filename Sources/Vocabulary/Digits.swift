/// Bengali digits (U+09E6…U+09EF) and ASCII digits stand for the same numbers: input accepts both, storage keeps ASCII.
package enum Digits {
    private static let banglaZero: UInt32 = 0x09E6

    package static func toASCII(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        return replacing(text) { $0 >= banglaZero && $0 < banglaZero + 10 ? $0 - banglaZero + 0x30 : nil }
    }

    package static func toBangla(_ text: String) -> String {
        replacing(text) { $0 >= 0x30 && $0 < 0x3A ? $0 - 0x30 + banglaZero : nil }
    }

    /// The ASCII digits of a number that was written in either digits, with spaces or hyphens between them; nil when
    /// anything else is in it.
    package static func number(_ text: String) -> String? {
        let digits = toASCII(text).filter { $0 != " " && $0 != "-" }
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? digits : nil
    }

    private static func replacing(_ text: String, _ digit: (UInt32) -> UInt32?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(digit(scalar.value).flatMap(Unicode.Scalar.init) ?? scalar)
        }
        return String(result)
    }
}
