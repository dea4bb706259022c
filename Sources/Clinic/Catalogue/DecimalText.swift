import Foundation
import Vocabulary

/// A decimal that is not negative, as it was written: "5.0" is not "5.00", because its digits say how exactly it was
/// measured. Bangla digits are kept as ASCII; zeros before the number go, as FHIR's decimal has none.
package struct DecimalText: Sendable, Equatable, CustomStringConvertible {
    package let description: String
    private let number: Foundation.Decimal

    /// At most nine digits before the point and six after it.
    package init?(_ text: String) {
        let parts = Digits.toASCII(text).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...9).contains(whole.utf8.count), Self.areDigits(whole) else { return nil }
        if parts.count == 2 {
            guard (1...6).contains(parts[1].utf8.count), Self.areDigits(parts[1]) else { return nil }
        }
        let significant = whole.drop { $0 == "0" }
        description = (significant.isEmpty ? "0" : String(significant)) + (parts.count == 2 ? "." + parts[1] : "")
        guard let number = Foundation.Decimal(string: description, locale: Self.plain) else { return nil }
        self.number = number
    }

    /// By value: "5.0" is not less than "5".
    package func isLess(than other: DecimalText) -> Bool { number < other.number }

    private static let plain = Locale(identifier: "en_US_POSIX")

    private static func areDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
