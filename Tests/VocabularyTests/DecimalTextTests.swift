import Testing

@testable import Vocabulary

@Suite struct DecimalTextTests {
    @Test(arguments: [
        ("72", "72"), ("36.5", "36.5"), ("36.50", "36.50"), ("৩৬.৫", "36.5"), ("0", "0"), ("0.0", "0.0"), ("00", "0"),
        ("005.60", "5.60"), ("0.05", "0.05"), ("999999999.999999", "999999999.999999"),
    ])
    func aNumberKeepsTheDigitsItWasWrittenWith(_ text: String, _ number: String) {
        #expect(DecimalText(text)?.description == number)
    }

    @Test(arguments: [
        "", " ", ".", "5.", ".5", "1.2.3", "+5", "-5", "-0", "1e5", "1,5", "1 5", " 5", "NaN", "Infinity", "0x10",
        "৩৬,৫",
        "১২a", "1234567890", "0.1234567", String(repeating: "9", count: 10_000), "1\u{0}", "-", "５", "٥",
    ])
    func whatIsNoPlainNumberIsRefused(_ text: String) { #expect(DecimalText(text) == nil) }

    @Test func numbersAreComparedByValue() throws {
        func number(_ text: String) throws -> DecimalText { try #require(DecimalText(text)) }
        #expect(try number("36.5") == number("36.50"))
        #expect(try Set([number("36.5"), number("36.50")]).count == 1)
        #expect(try number("37.49") < number("37.5"))
        #expect(try number("9.5") < number("10"))
        #expect(try !(number("10.0") < number("10")))
        #expect(try number("0.1") < number("0.10001"))
        #expect(try number("99.999999") < number("100"))
        // As binary floating point, 0.3 - 0.1 is not 0.2.
        #expect(try number("0.3").distance(to: number("0.1")) == number("0.2"))
        #expect(try number("58.0").distance(to: number("60.25")).description == "2.25")
    }

    @Test(arguments: [
        ("70", "175", "22.9"), ("45.5", "150.5", "20.1"), ("62.5", "158.0", "25.0"), ("50", "0", nil),
        ("999999999", "0.000001", nil),
    ])
    func aQuotientIsRoundedOnce(_ weight: String, _ height: String, _ index: String?) throws {
        let (weight, height) = (try #require(DecimalText(weight)), try #require(DecimalText(height)))
        let hundred = DecimalText(100)
        let quotient = DecimalText.quotient([weight, hundred, hundred], by: [height, height], decimals: 1)
        #expect(quotient?.description == index)
    }

    @Test(arguments: [("0.05", "0.1"), ("0.04", "0.0"), ("0.25", "0.3"), ("0.0499", "0.0")])
    func aHalfIsRoundedUp(_ text: String, _ rounded: String) throws {
        #expect(DecimalText.quotient([try #require(DecimalText(text))], by: [], decimals: 1)?.description == rounded)
    }

    @Test func aProductThatDoesNotFitIsNone() throws {
        let large = try #require(DecimalText("999999999.999999"))
        #expect(DecimalText.quotient(Array(repeating: large, count: 9), by: [], decimals: 1) == nil)
    }
}
