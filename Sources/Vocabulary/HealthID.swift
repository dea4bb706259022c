/// The Unique Health ID that the national client registry issues (UHID): a serial of ten digits that begins with 9, and
/// a check digit.
///
/// The check digit is that of Luhn (ISO/IEC 7812-1 annex B) over the serial without its leading 9.
package struct HealthID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard let digits = Digits.number(text), digits.utf8.count == 11, digits.hasPrefix("9") else { return nil }
        let values = digits.utf8.map { Int($0) - 0x30 }
        guard Self.checkDigit(of: values[1..<10]) == values[10] else { return nil }
        description = digits
    }

    static func checkDigit(of digits: ArraySlice<Int>) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.offset.isMultiple(of: 2) ? digit.element * 2 : digit.element
            return sum + value / 10 + value % 10
        }
        return (10 - sum % 10) % 10
    }
}
