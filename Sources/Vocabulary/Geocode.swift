/// An upazila or thana in the national geography (DGHS bd-geocodes): division, district, city corporation and upazila, of
/// two digits each. Its users put the parts together in different orders, so they are asked for one by one.
package struct Geocode: Hashable, Sendable {
    /// All eight digits.
    package let upazila: String

    /// Eight digits in either script. Whether there is such a place, the catalogue knows.
    package init?(_ text: String) {
        let digits = Digits.toASCII(text)
        guard digits.utf8.count == 8, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        upazila = digits
    }

    /// Two digits.
    package var division: String { String(upazila.prefix(2)) }

    /// Four digits, the division's first.
    package var district: String { String(upazila.prefix(4)) }

    /// Six digits, the district's first; nil outside of the cities.
    package var cityCorporation: String? {
        let code = String(upazila.prefix(6))
        return code.hasSuffix("00") ? nil : code
    }
}
