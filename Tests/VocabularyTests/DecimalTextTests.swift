import Testing

@testable import Vocabulary

@Suite struct DecimalTextTests {
    @Test(arguments: [
        ("72", "72"), ("36.5", "36.5"), ("36.50", "36.50"), ("৩৬.৫", "36.5"), ("0", "0"), ("0.0", "0.0"),
        ("007", "7"), ("0.05", "0.05"), ("-0.4", "-0.4"), ("-0", "0"), ("123456789012", "123456789012"),
        ("123456.654321", "123456.654321"),
    ])
    func aNumberKeepsTheDigitsItWasWrittenWith(_ text: String, _ number: String) {
        #expect(DecimalText(text)?.description == number)
    }

    @Test(arguments: [
        "", " ", ".", "5.", ".5", "1.2.3", "+5", "--5", "1e5", "1,5", "1 5", "NaN", "Infinity", "0x10", "৩৬,৫", "১২a",
        "1234567890123", "0.1234567", String(repeating: "9", count: 10_000), "1\u{0}", "-", "５",
    ])
    func whatIsNoPlainNumberIsRefused(_ text: String) { #expect(DecimalText(text) == nil) }

    @Test func numbersAreComparedExactly() throws {
        func number(_ text: String) throws -> DecimalText { try #require(DecimalText(text)) }
        #expect(try number("36.5") == number("36.50"))
        #expect(try Set([number("36.5"), number("36.50")]).count == 1)
        #expect(try number("37.49") < number("37.5"))
        #expect(try number("-1") < number("-0.5"))
        #expect(try number("99.999999") < number("100"))
        // As binary floating point, 0.1 + 0.2 is not 0.3.
        #expect(try number("0.3") - number("0.1") == number("0.2"))
        #expect(try (number("58.0") - number("60.25")).magnitude.description == "2.25")
    }

    @Test(arguments: [
        ("70", "175", "22.9"), ("45.5", "150.5", "20.1"), ("62.5", "158.0", "25.0"), ("50", "0", nil),
        ("999999999999", "0.000001", nil),
    ])
    func aQuotientIsRoundedOnce(_ weight: String, _ height: String, _ index: String?) throws {
        let (weight, height) = (try #require(DecimalText(weight)), try #require(DecimalText(height)))
        let quotient = DecimalText.quotient([weight, DecimalText(10_000)], by: [height, height], decimals: 1)
        #expect(quotient?.description == index)
    }

    @Test(arguments: [("0.05", "0.1"), ("0.04", "0.0"), ("-0.05", "-0.1"), ("0.25", "0.3")])
    func aHalfIsRoundedAwayFromZero(_ text: String, _ rounded: String) throws {
        #expect(DecimalText.quotient([try #require(DecimalText(text))], by: [], decimals: 1)?.description == rounded)
    }

    @Test func anAgeInDaysIsASpanWhenItIsEstimated() throws {
        let day = try #require(Day("2026-11-21"))
        func days(_ value: Int, _ unit: Age.Unit, _ on: Day) throws -> ClosedRange<Int>? {
            BirthDate.estimated(try #require(Age(value, unit)), on: on).possibleDays(on: day)
        }
        #expect(BirthDate.date(try #require(Day("2026-11-14"))).possibleDays(on: day) == 7...7)
        #expect(BirthDate.date(try #require(Day("2026-11-22"))).possibleDays(on: day) == nil)
        #expect(try days(0, .days, day) == 0...0)
        #expect(try days(2, .months, day) == 60...90)
        #expect(try days(12, .months, day) == 365...394)
        #expect(try days(17, .years, day) == 6205...6569)
        #expect(try days(17, .years, day.adding(days: -10)) == 6215...6579)
    }
}
