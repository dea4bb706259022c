import Testing

@testable import Vocabulary

@Suite struct IdentifierTests {
    @Test(arguments: [
        ("1234567890", "1234567890"), ("১২৩৪৫৬৭৮৯০", "1234567890"), ("1990 1234 5678 90123", "19901234567890123"),
        ("1234-5678-9012-3", "1234567890123"),
    ])
    func anNIDIsReadInEveryUsualForm(_ text: String, _ number: String) {
        #expect(NationalID(text)?.description == number)
    }

    @Test(arguments: [
        "", "123456789", "12345678901", "123456789012", "12345678901234", "1234567890123456", "123456789012345678",
        "123456789a", "+1234567890", "１２３４５６７８９０", String(repeating: "1", count: 100_000),
    ])
    func whatIsNoNIDIsRefused(_ text: String) { #expect(NationalID(text) == nil) }

    @Test func aBirthRegistrationNumberHasSeventeenDigits() {
        #expect(BirthRegistrationNumber("২০২০ ১২৩৪৫৬৭৮৯০১২৩")?.description == "20201234567890123")
        #expect(BirthRegistrationNumber("2020123456789012") == nil)
        #expect(BirthRegistrationNumber("202012345678901234") == nil)
    }

    /// Serials with four equal digits in a row are well formed but never issued.
    @Test(arguments: ["98111122225", "98222233333", "98333344441", "৯৮৪৪৪৪৫৫৫৫৭"])
    func aHealthIDHasItsCheckDigit(_ text: String) { #expect(HealthID(text) != nil) }

    @Test(arguments: [
        "98111122224", "98111122252", "89111122225", "9811112222", "981111222250", "9811112222a", "",
        "99001046345",
    ])
    func aHealthIDThatWasMistypedIsRefused(_ text: String) { #expect(HealthID(text) == nil) }

    /// Luhn's rule by its published examples.
    @Test(arguments: [
        ([7, 8, 9, 2, 4, 0, 2, 3, 6, 3], 9), ([6, 8, 9, 4, 4, 0, 2, 7, 6, 3], 7), ([3, 3, 9, 2, 2, 4, 4, 3, 5, 4], 5),
    ])
    func theCheckDigitIsLuhns(_ digits: [Int], _ check: Int) { #expect(HealthID.checkDigit(of: digits[...]) == check) }

    @Test func aGeocodeIsTakenApart() throws {
        let banani = try #require(Geocode("৩০২৬২৫০৭"))
        #expect(banani.division == "30")
        #expect(banani.district == "3026")
        #expect(banani.cityCorporation == "302625")
        #expect(banani.upazila == "30262507")
        #expect(Geocode("30260014")?.cityCorporation == nil, "Dhamrai is in no city")
        for text in ["3026250", "302625071", "3026250x", ""] { #expect(Geocode(text) == nil) }
    }
}
