import Testing

@testable import Vocabulary

@Suite struct PersonTests {
    @Test(arguments: [
        ("01711223344", "01711223344"), ("০১৭১১২২৩৩৪৪", "01711223344"), ("+8801711223344", "01711223344"),
        ("+880 1711-223344", "01711223344"), ("8801711223344", "01711223344"), ("008801711223344", "01711223344"),
        ("02 55012345", "0255012345"),
    ])
    func phonesAreReadInEveryUsualForm(_ text: String, _ phone: String) {
        #expect(Phone(text)?.description == phone)
    }

    @Test(arguments: [
        "0171122334", "017112233445", "01211223344", "0171122334a", "1711223344", "", "0", "+1 202 555 0100", "01",
        "00",
    ])
    func whatIsNoPhoneIsRefused(_ text: String) { #expect(Phone(text) == nil) }

    @Test func namesAreNormalised() {
        #expect(PersonName("  Md.  Abdul\tKarim ")?.description == "Md. Abdul Karim")
        // U+09DF and its two-character form are one name (L27).
        #expect(PersonName("আয়েশা") == PersonName("আয\u{09BC}েশা"))
        #expect(PersonName("রহিমা")?.isBangla == true)
        #expect(PersonName("Rahima")?.isBangla == false)
    }

    @Test(arguments: ["", "   ", "123", "a\u{0}b", "a\nb", "a\u{202E}b", String(repeating: "a", count: 101)])
    func whatIsNoNameIsRefused(_ text: String) { #expect(PersonName(text) == nil) }

    @Test func agesAreSaidAsPeopleSayThem() throws {
        let day = try #require(Day("2026-11-21"))
        func age(_ birth: String) throws -> String? {
            Age(from: try #require(Day(birth)), on: day)?.words(.english)
        }
        #expect(try age("2026-11-21") == "0 days")
        #expect(try age("2026-10-22") == "30 days")
        #expect(try age("2026-10-21") == "1 months")
        #expect(try age("2024-11-22") == "23 months")
        #expect(try age("2024-11-21") == "2 years")
        #expect(try age("1996-11-22") == "29 years")
        #expect(try age("2026-11-22") == nil)
    }

    @Test func anEstimatedAgeGrows() throws {
        let then = try #require(Day("2020-05-01"))
        let birth = BirthDate.estimated(try #require(Age(30, .years)), on: then)
        #expect(birth.age(on: then)?.value == 30)
        #expect(birth.age(on: try #require(Day("2026-05-02")))?.value == 36)
    }

    /// Limits and thresholds ask for days.
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

    @Test func unbelievableAgesAreRefused() {
        #expect(Age(-1, .years) == nil)
        #expect(Age(131, .years) == nil)
        #expect(Age(0, .days) != nil)
    }

    @Test func digitsGoBothWays() {
        #expect(Digits.toASCII("০১২৩৪৫৬৭৮৯ abc") == "0123456789 abc")
        #expect(Language.bangla.digits(1050) == "১০৫০")
        #expect(Language.english.digits(1050) == "1050")
    }

    @Test func cardNumbersAreInUpperCase() {
        #expect(CardNumber("aalo-০০১২")?.description == "AALO-0012")
        #expect(CardNumber("ab") == nil)
        #expect(CardNumber("a'; DROP TABLE") == nil)
    }
}
