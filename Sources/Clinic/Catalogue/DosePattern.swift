import Vocabulary

/// How much is taken when, in the notation of the country: morning+noon+night, as "1+0+1" or "½+0+½"; a fourth number is
/// for bedtime, or makes it every six hours.
package struct DosePattern: Sendable, Hashable, CustomStringConvertible {
    /// Three or four; not all of them nothing.
    package let slots: [DoseAmount]

    /// In ASCII digits and ½ ¼ ¾, without spaces: the one way it is stored.
    package var description: String { slots.map(\.description).joined(separator: "+") }

    /// Reads Bangla and ASCII digits, spaces, "1/2", "0.5", "½" and "1½".
    /// - Throws: what of it is not the notation, and how it is written.
    package init(_ text: String) throws(Refusal) {
        let parts = Digits.toASCII(text).filter { !$0.isWhitespace }.split(
            separator: "+", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4 else { throw Self.wrongCount(parts.count) }
        var slots: [DoseAmount] = []
        for part in parts { slots.append(try DoseAmount(part)) }
        guard slots.contains(where: { $0 != .none }) else { throw Self.nothing }
        self.slots = slots
    }

    /// One in the morning and one at night: for the document of the interface.
    static let example = DosePattern(slots: [.one, .none, .one])

    private init(slots: [DoseAmount]) { self.slots = slots }

    /// How many times a day.
    var times: Int { slots.count { $0 != .none } }

    private static func wrongCount(_ count: Int) -> Refusal {
        Refusal(
            "Write three numbers with + between them, or four with bedtime, such as 1+0+1: there are \(count)",
            "+ দিয়ে তিনটি সংখ্যা লিখুন, ঘুমের আগেসহ চারটি, যেমন ১+০+১: এখানে আছে \(Language.bangla.digits(count))টি")
    }

    private static let nothing = Refusal("This dose is nothing", "এই মাত্রায় কিছুই নেই")
}

/// How much at once, in quarters.
package struct DoseAmount: Sendable, Hashable, CustomStringConvertible {
    /// The most that is believed: a hundred units of insulin, a hundred millilitres.
    static let limit = 100
    static let none = DoseAmount(quarters: 0)
    static let one = DoseAmount(quarters: 4)

    let quarters: Int

    private init(quarters: Int) { self.quarters = quarters }

    /// ASCII digits, and at their end perhaps ½ ¼ ¾, .5 .25 .75, or alone 1/2 1/4 3/4.
    init(_ text: Substring) throws(Refusal) {
        guard !text.isEmpty else {
            throw Refusal("A number is missing beside a +; write 0 for nothing", "+ এর পাশে একটি সংখ্যা নেই; কিছু না হলে ০ লিখুন")
        }
        guard let quarters = Self.quarters(text) else {
            throw Refusal(
                "\(text.prefix(12)) is not a dose: use whole numbers, ½, ¼ or ¾",
                "\(text.prefix(12)) কোনো মাত্রা নয়: পূর্ণ সংখ্যা, ½, ¼ বা ¾ লিখুন")
        }
        guard quarters <= 4 * Self.limit else {
            throw Refusal("At most \(Self.limit) at once", "একবারে সর্বোচ্চ \(Language.bangla.digits(Self.limit))")
        }
        self.quarters = quarters
    }

    package var description: String {
        let (whole, part) = quarters.quotientAndRemainder(dividingBy: 4)
        if part == 0 { return String(whole) }
        return (whole == 0 ? "" : String(whole)) + Self.signs[part]
    }

    /// As it is said: "২", "আধা", "দেড়", "সাড়ে ৩".
    var bangla: String {
        let (whole, part) = quarters.quotientAndRemainder(dividingBy: 4)
        switch (whole, part) {
        case (_, 0): return Language.bangla.digits(whole)
        case (0, 1): return "সিকি"
        case (0, 2): return "আধা"
        case (1, 2): return "দেড়"
        case (2, 2): return "আড়াই"
        case (_, 1): return "সোয়া " + Language.bangla.digits(whole)
        case (_, 2): return "সাড়ে " + Language.bangla.digits(whole)
        default: return "পৌনে " + Language.bangla.digits(whole + 1)
        }
    }

    var isLessThanOne: Bool { quarters < 4 }
    var isMoreThanOne: Bool { quarters > 4 }

    private static let signs = ["", "¼", "½", "¾"]
    private static let parts: [(text: String, quarters: Int)] = [
        ("¼", 1), ("½", 2), ("¾", 3), (".25", 1), (".50", 2), (".5", 2), (".75", 3), (".00", 0), (".0", 0),
    ]
    private static let fractions = ["1/4": 1, "1/2": 2, "3/4": 3]

    private static func quarters(_ text: Substring) -> Int? {
        if let fraction = fractions[String(text)] { return fraction }
        let part = parts.first { text.hasSuffix($0.text) }
        let whole = text.dropLast(part?.text.count ?? 0)
        if whole.isEmpty, let part, !part.text.hasPrefix(".") { return part.quarters }
        guard whole.utf8.count <= 4, !whole.isEmpty, whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(whole)
        else { return nil }
        return 4 * number + (part?.quarters ?? 0)
    }
}
