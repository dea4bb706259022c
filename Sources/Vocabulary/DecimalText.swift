/// A number as it was read from an instrument: its digits and how many of them stand after the point ("36.50" is not
/// "36.5" on paper, but it is the same number). Never a floating point number, so nothing is rounded unasked.
///
/// Compared by value: 36.5 equals 36.50. At most twelve digits, at most six of them after the point.
package struct DecimalText: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let mostDigits = 12
    package static let mostDecimals = 6

    /// The digits as one whole number, without the point.
    private let digits: Int
    /// How many digits stand after the point.
    package let decimals: Int

    private init(digits: Int, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
    }

    /// "72", "36.50", "-0.4", in ASCII or Bangla digits. Nil for everything else: exponents, signs of plus, commas.
    package init?(_ text: String) {
        let bytes = Array(Digits.toASCII(text).utf8)
        let isNegative = bytes.first == UInt8(ascii: "-")
        let parts = bytes.dropFirst(isNegative ? 1 : 0).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let decimals = parts.count == 2 ? parts[1].count : 0
        let whole = parts[0].drop { $0 == 0x30 }
        guard decimals <= Self.mostDecimals, whole.count + decimals <= Self.mostDigits,
            let digits = Self.number(parts.joined())
        else { return nil }
        self.init(digits: isNegative ? -digits : digits, decimals: decimals)
    }

    package init(_ number: Int) { self.init(digits: number, decimals: 0) }

    /// Zeros in front say nothing and are left out; those after the point stay.
    package var description: String {
        let text = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
        let sign = digits < 0 ? "-" : ""
        return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    package static func < (a: DecimalText, b: DecimalText) -> Bool { a.millionths < b.millionths }
    package static func == (a: DecimalText, b: DecimalText) -> Bool { a.millionths == b.millionths }

    package func hash(into hasher: inout Hasher) { hasher.combine(millionths) }

    package static func - (a: DecimalText, b: DecimalText) -> DecimalText {
        let decimals = max(a.decimals, b.decimals)
        return DecimalText(digits: a.scaled(to: decimals) - b.scaled(to: decimals), decimals: decimals)
    }

    package var magnitude: DecimalText { DecimalText(digits: abs(digits), decimals: decimals) }

    /// The product of `factors` divided by `divisors`, rounded half away from zero to so many decimals. Exact until that
    /// one rounding. Nil when a divisor is zero or the numbers grow out of bounds.
    package static func quotient(
        _ factors: [DecimalText], by divisors: [DecimalText], decimals: Int
    ) -> DecimalText? {
        let above = [power(decimals)] + factors.map(\.wide) + divisors.map(\.unit)
        guard let numerator = product(above), let denominator = product(factors.map(\.unit) + divisors.map(\.wide)),
            denominator != 0
        else { return nil }
        let half = denominator.magnitude / 2
        let rounded = (numerator.magnitude + half) / denominator.magnitude
        guard rounded < power(mostDigits).magnitude else { return nil }
        let isNegative = (numerator < 0) != (denominator < 0)
        return DecimalText(digits: isNegative ? -Int(rounded) : Int(rounded), decimals: decimals)
    }

    // At most 10^12 times 10^6: it fits.
    private var millionths: Int { scaled(to: Self.mostDecimals) }
    private var wide: Int128 { Int128(digits) }
    private var unit: Int128 { Self.power(decimals) }

    private func scaled(to decimals: Int) -> Int { digits * Int(Self.power(decimals - self.decimals)) }

    private static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    private static func product(_ numbers: [Int128]) -> Int128? {
        numbers.reduce(1) { product, number in
            product.map { $0.multipliedReportingOverflow(by: number) }.flatMap { $0.overflow ? nil : $0.partialValue }
        }
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }
}
