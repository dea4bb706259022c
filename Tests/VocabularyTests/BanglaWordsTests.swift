import Testing

@testable import Vocabulary

@Suite struct BanglaWordsTests {
    @Test(arguments: [
        (0, "শূন্য টাকা মাত্র"), (5, "পাঁচ টাকা মাত্র"), (50, "পঞ্চাশ টাকা মাত্র"), (100, "এক শত টাকা মাত্র"),
        (105, "এক শত পাঁচ টাকা মাত্র"), (1200, "এক হাজার দুই শত টাকা মাত্র"),
        (99_999, "নিরানব্বই হাজার নয় শত নিরানব্বই টাকা মাত্র"), (100_000, "এক লক্ষ টাকা মাত্র"),
        (999_999, "নয় লক্ষ নিরানব্বই হাজার নয় শত নিরানব্বই টাকা মাত্র"), (10_000_000, "এক কোটি টাকা মাত্র"),
        (12_345_678, "এক কোটি তেইশ লক্ষ পঁয়তাল্লিশ হাজার ছয় শত আটাত্তর টাকা মাত্র"),
        (10_000_000_000, "এক হাজার কোটি টাকা মাত্র"),
    ])
    func amountsAreWrittenOut(_ taka: Int64, _ words: String) {
        #expect(BanglaWords.amount(Money(taka: taka)) == words)
    }

    @Test func poishaAreNamedWhenThereAreAny() {
        #expect(BanglaWords.amount(Money(poisha: 1250)) == "বারো টাকা পঞ্চাশ পয়সা মাত্র")
        #expect(BanglaWords.amount(Money(poisha: 5)) == "শূন্য টাকা পাঁচ পয়সা মাত্র")
    }

    /// Every number to a lakh has words of its own, and no two share them.
    @Test func noTwoNumbersHaveTheSameWords() {
        #expect(Set((0...100_000).map { BanglaWords.number($0) }).count == 100_001)
    }
}
