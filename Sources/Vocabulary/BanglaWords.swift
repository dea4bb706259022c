/// Numbers written out in Bangla, as on receipts.
package enum BanglaWords {
    /// "এক হাজার দুই শত" for 1200: by crore, lakh, thousand and hundred, then by the hundred words that have their own.
    package static func number(_ number: UInt64) -> String {
        number == 0 ? belowHundred[0] : parts(number).joined(separator: " ")
    }

    /// "এক হাজার দুই শত টাকা মাত্র"; poisha only when there are any.
    package static func amount(_ money: Money) -> String {
        let (taka, poisha) = money.poisha.magnitude.quotientAndRemainder(dividingBy: 100)
        let words = number(taka) + " টাকা " + (poisha == 0 ? "" : number(poisha) + " পয়সা ") + "মাত্র"
        return money < .zero ? "ঋণাত্মক " + words : words
    }

    private static let groups: [(size: UInt64, name: String)] = [
        (10_000_000, "কোটি"), (100_000, "লক্ষ"), (1000, "হাজার"), (100, "শত"),
    ]

    private static func parts(_ number: UInt64) -> [String] {
        if number == 0 { return [] }
        guard let group = groups.first(where: { number >= $0.size }) else { return [belowHundred[Int(number)]] }
        return parts(number / group.size) + [group.name] + parts(number % group.size)
    }

    /// Each number below a hundred has a word of its own.
    private static let belowHundred = [
        "শূন্য", "এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়", "দশ", "এগারো", "বারো", "তেরো",
        "চৌদ্দ", "পনেরো", "ষোলো", "সতেরো", "আঠারো", "উনিশ", "বিশ", "একুশ", "বাইশ", "তেইশ", "চব্বিশ", "পঁচিশ",
        "ছাব্বিশ", "সাতাশ", "আটাশ", "উনত্রিশ", "ত্রিশ", "একত্রিশ", "বত্রিশ", "তেত্রিশ", "চৌত্রিশ", "পঁয়ত্রিশ",
        "ছত্রিশ", "সাঁইত্রিশ", "আটত্রিশ", "উনচল্লিশ", "চল্লিশ", "একচল্লিশ", "বিয়াল্লিশ", "তেতাল্লিশ",
        "চুয়াল্লিশ", "পঁয়তাল্লিশ", "ছেচল্লিশ", "সাতচল্লিশ", "আটচল্লিশ", "উনপঞ্চাশ", "পঞ্চাশ", "একান্ন",
        "বায়ান্ন", "তিপ্পান্ন", "চুয়ান্ন", "পঞ্চান্ন", "ছাপ্পান্ন", "সাতান্ন", "আটান্ন", "উনষাট", "ষাট",
        "একষট্টি", "বাষট্টি", "তেষট্টি", "চৌষট্টি", "পঁয়ষট্টি", "ছেষট্টি", "সাতষট্টি", "আটষট্টি", "উনসত্তর",
        "সত্তর", "একাত্তর", "বাহাত্তর", "তিয়াত্তর", "চুয়াত্তর", "পঁচাত্তর", "ছিয়াত্তর", "সাতাত্তর", "আটাত্তর",
        "উনআশি", "আশি", "একাশি", "বিরাশি", "তিরাশি", "চুরাশি", "পঁচাশি", "ছিয়াশি", "সাতাশি", "আটাশি", "উননব্বই",
        "নব্বই", "একানব্বই", "বিরানব্বই", "তিরানব্বই", "চুরানব্বই", "পঁচানব্বই", "ছিয়ানব্বই", "সাতানব্বই",
        "আটানব্বই", "নিরানব্বই",
    ]
}
