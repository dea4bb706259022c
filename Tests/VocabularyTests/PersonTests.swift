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
