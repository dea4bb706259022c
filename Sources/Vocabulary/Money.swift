/// An amount of money in poisha, a hundred to the taka. Whole numbers only: nothing is ever rounded unseen.
package struct Money: Hashable, Comparable, Sendable {
    package static let zero = Money(poisha: 0)
    /// The most that is believed of one amount: a crore of taka. Sums may be larger.
    package static let limit = Money(taka: 10_000_000)

    package let poisha: Int64

    package init(poisha: Int64) { self.poisha = poisha }
    package init(taka: Int64) { self.init(poisha: taka * 100) }

    package static func < (a: Money, b: Money) -> Bool { a.poisha < b.poisha }
    package static func + (a: Money, b: Money) -> Money { Money(poisha: a.poisha + b.poisha) }
    package static func - (a: Money, b: Money) -> Money { Money(poisha: a.poisha - b.poisha) }
    package static prefix func - (a: Money) -> Money { zero - a }
    package static func * (a: Money, count: Int) -> Money { Money(poisha: a.poisha * Int64(count)) }
}

extension Money {
    /// So many of a hundred, to the poisha, half a poisha up.
    package func percent(_ percent: Int) -> Money {
        Money(poisha: (poisha * Int64(percent) + 50).quotientAndFloor(dividingBy: 100).quotient)
    }

    /// To the whole taka, fifty poisha up.
    package var roundedToTaka: Money { Money(taka: (poisha + 50).quotientAndFloor(dividingBy: 100).quotient) }

    /// This amount over parts in proportion to their weights, by largest remainder: the shares add up to the amount
    /// exactly. What the division leaves goes, a poisha each, to the parts that were cut most; of equals, to the first.
    /// - Parameter weights: none negative, together not less than the amount; then no share is more than its weight.
    package func shares(over weights: [Money]) -> [Money] {
        let whole = weights.sum.poisha.magnitude
        guard whole > 0 else { return weights.map { _ in .zero } }
        let divided = weights.map {
            whole.dividingFullWidth(poisha.magnitude.multipliedFullWidth(by: $0.poisha.magnitude))
        }
        var shares = divided.map { Int64($0.quotient) }
        let left = Int(poisha - shares.reduce(0, +))
        let mostCut = divided.indices.sorted { (divided[$1].remainder, $0) < (divided[$0].remainder, $1) }
        for index in mostCut.prefix(left) { shares[index] += 1 }
        return shares.map(Money.init(poisha:))
    }
}

extension Sequence<Money> {
    package var sum: Money { reduce(.zero, +) }
}

extension Money {
    /// An amount of taka as people type it: Bangla or ASCII digits, with the sign or without, commas where they belong
    /// or none, at most two decimals. Nil for everything else, and for what is negative or beyond `limit`.
    package init?(taka text: String) {
        var typed = Digits.toASCII(text).filter { $0 != " " && $0 != "\u{A0}" }
        if typed.hasPrefix("৳") { typed.removeFirst() }
        let parts = typed.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let taka = Self.taka(parts[0]),
            let poisha = parts.count == 1 ? 0 : Self.poisha(parts[1])
        else { return nil }
        self.init(poisha: taka * 100 + poisha)
        guard self <= .limit else { return nil }
    }

    private static func taka(_ text: String) -> Int64? {
        guard let number = number(text.filter { $0 != "," }, longest: 9) else { return nil }
        let isGrouped = text == grouped(number.magnitude) || text == grouped(number.magnitude, by: 3)
        return isGrouped || !text.contains(",") ? number : nil
    }

    private static func poisha(_ text: String) -> Int64? {
        number(text, longest: 2).map { text.utf8.count == 1 ? $0 * 10 : $0 }
    }

    private static func number(_ text: String, longest: Int) -> Int64? {
        guard (1...longest).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}

extension Money {
    /// "৳1,23,456" or "৳১,২৩,৪৫৬.৫০": grouped by thousand, lakh and crore; poisha only when there are any.
    package func text(_ language: Language) -> String {
        (poisha < 0 ? "−৳" : "৳") + language.digits(Self.grouped(poisha.magnitude / 100) + decimals)
    }

    /// For an input field: "1250" or "1250.50".
    package var typed: String { String(poisha / 100) + decimals }

    private var decimals: String {
        let rest = poisha.magnitude % 100
        return rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }

    /// - Parameter size: how many digits stand in a group before the last three.
    private static func grouped(_ number: UInt64, by size: Int = 2) -> String {
        let digits = String(number)
        var groups = [digits.suffix(3)]
        var rest = digits.dropLast(3)
        while !rest.isEmpty {
            groups.append(rest.suffix(size))
            rest = rest.dropLast(size)
        }
        return groups.reversed().joined(separator: ",")
    }
}
