import Testing

@testable import Vocabulary

@Suite struct MoneyTests {
    @Test(arguments: [
        (0, "৳0", "৳০"), (100, "৳1", "৳১"), (99_900, "৳999", "৳৯৯৯"), (100_000, "৳1,000", "৳১,০০০"),
        (1_234_550, "৳12,345.50", "৳১২,৩৪৫.৫০"), (10_000_000, "৳1,00,000", "৳১,০০,০০০"),
        (12_345_678_905, "৳12,34,56,789.05", "৳১২,৩৪,৫৬,৭৮৯.০৫"), (-49, "−৳0.49", "−৳০.৪৯"),
        (-12_300, "−৳123", "−৳১২৩"),
    ])
    func amountsAreWrittenByLakhInTheDigitsOfTheLanguage(_ poisha: Int64, _ english: String, _ bangla: String) {
        #expect(Money(poisha: poisha).text(.english) == english)
        #expect(Money(poisha: poisha).text(.bangla) == bangla)
    }

    @Test(arguments: [
        ("0", 0), ("5", 500), ("৫০", 5000), (" ১২০০ ", 120_000), ("৳500", 50_000), ("৳ ১,২০০", 120_000), ("050", 5000),
        ("1,200", 120_000), ("1,00,000", 10_000_000), ("100,000", 10_000_000), ("12.5", 1250), ("১২.৫০", 1250),
        ("12.05", 1205), ("10000000", 1_000_000_000),
    ])
    func amountsAreReadAsPeopleTypeThem(_ text: String, _ poisha: Int64) {
        #expect(Money(taka: text)?.poisha == poisha)
    }

    @Test(arguments: [
        "", " ", "-1", "−1", "+5", "1.234", "1.", ".5", ".", "1..2", "1.2.3", "1,2", "12,00", "1,,000", "1,0000",
        ",100",
        "1e3", "0x10", "NaN", "٥٠", "５", "ten", "5 taka", "10000000.01", "99999999999999999999", "1\u{0}0", "5\n", "৳",
        "৳৳5",
    ])
    func whatIsNoAmountIsRefused(_ text: String) { #expect(Money(taka: text) == nil) }

    @Test(arguments: [(12_350, 12_400), (12_349, 12_300), (12_400, 12_400), (0, 0), (50, 100), (49, 0), (-50, 0)])
    func fiftyPoishaGoUpToTheTaka(_ poisha: Int64, _ rounded: Int64) {
        #expect(Money(poisha: poisha).roundedToTaka.poisha == rounded)
    }

    @Test(arguments: [
        (50_000, 30, 15_000), (50_000, 100, 50_000), (3333, 10, 333), (3335, 10, 334), (1, 50, 1), (1, 49, 0),
    ])
    func aPercentageIsToThePoisha(_ poisha: Int64, _ percent: Int, _ part: Int64) {
        #expect(Money(poisha: poisha).percent(percent).poisha == part)
    }

    @Test(
        arguments: [
            ([3333, 3333, 3334], 1000, [333, 333, 334]), ([5000, 1000], 600, [500, 100]),
            ([100, 100, 100], 100, [34, 33, 33]),
            ([0, 500, 0], 250, [0, 250, 0]), ([1, 1], 1, [1, 0]), ([0, 0], 0, [0, 0]), ([], 0, []), ([700], 700, [700]),
        ] as [([Int64], Int64, [Int64])])
    func sharesGoByLargestRemainder(_ weights: [Int64], _ amount: Int64, _ shares: [Int64]) {
        let parts = Money(poisha: amount).shares(over: weights.map(Money.init(poisha:)))
        #expect(parts.map(\.poisha) == shares)
    }

    /// L16: whatever the lines, the shares add up, none is negative, and none is more than its line.
    @Test func sharesAlwaysAddUp() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Money(poisha: .random(in: 0...(.random() ? 100 : Money.limit.poisha), using: &random))
            }
            let amount = Money(poisha: .random(in: 0...weights.sum.poisha, using: &random))
            let shares = amount.shares(over: weights)
            #expect(shares.sum == amount)
            #expect(zip(shares, weights).allSatisfy { $0 >= .zero && $0 <= $1 }, "\(amount) over \(weights)")
        }
    }

    @Test func theLargestAmountsDoNotOverflow() {
        let weights = [Money(poisha: .max / 2), Money(poisha: .max / 2)]
        #expect(Money(poisha: .max / 2).shares(over: weights).sum == Money(poisha: .max / 2))
        #expect(Money(poisha: .min).text(.english) == "−৳92,23,37,20,36,85,47,758.08")
    }
}
