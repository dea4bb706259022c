/// A decimal that is not negative, as it was written: "5.0" is not "5.00", because its digits say how exactly it was
/// measured. Never a floating point number, so nothing is rounded unasked. Bangla digits are kept as ASCII; zeros before
/// the number go, as FHIR's decimal has none.
///
/// Compared by value: 5.0 equals 5.00.
package struct DecimalText: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let mostWholeDigits = 9
    package static let mostDecimals = 6

    /// The digits as one whole number, without the point.
    private let digits: Int
    /// How many digits stand after the point.
    package let decimals: Int

    private init(digits: Int, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
    }

    /// At most nine digits before the point and six after it. Nil for everything else: signs, exponents, commas.
    package init?(_ text: String) {
        let parts = Digits.toASCII(text).utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let decimals = parts.count == 2 ? parts[1].count : 0
        guard parts[0].count <= Self.mostWholeDigits, decimals <= Self.mostDecimals,
            let digits = Self.number(parts.joined())
        else { return nil }
        self.init(digits: digits, decimals: decimals)
    }

    /// A whole number that the program knows.
    package init(_ number: UInt8) { self.init(digits: Int(number), decimals: 0) }

    package var description: String {
        let text = String(digits)
        if decimals == 0 { return text }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
        return padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    package static func < (a: DecimalText, b: DecimalText) -> Bool { a.millionths < b.millionths }
    package static func == (a: DecimalText, b: DecimalText) -> Bool { a.millionths == b.millionths }

    package func hash(into hasher: inout Hasher) { hasher.combine(millionths) }

    /// How far two numbers are apart.
    package func distance(to other: DecimalText) -> DecimalText {
        let decimals = max(decimals, other.decimals)
        return DecimalText(digits: abs(scaled(to: decimals) - other.scaled(to: decimals)), decimals: decimals)
    }

    /// The product of `factors` divided by `divisors`, rounded half up to so many decimals. Exact until that one
    /// rounding. Nil when a divisor is zero or the numbers grow out of bounds.
    package static func quotient(
        _ factors: [DecimalText], by divisors: [DecimalText], decimals: Int
    ) -> DecimalText? {
        let above = [power(decimals)] + factors.map(\.wide) + divisors.map(\.unit)
        guard let numerator = product(above), let denominator = product(factors.map(\.unit) + divisors.map(\.wide)),
            denominator != 0
        else { return nil }
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let rounded = rest >= denominator - rest ? whole + 1 : whole
        guard rounded < power(mostWholeDigits + decimals) else { return nil }
        return DecimalText(digits: Int(rounded), decimals: decimals)
    }

    // At most 10^9 times 10^6: it fits.
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
