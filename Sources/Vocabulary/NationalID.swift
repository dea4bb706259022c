/// The number of a national identity card (NID): 10 digits on a smart card, before that 13, or 17 with the year of birth
/// in front.
package struct NationalID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard let digits = Digits.number(text), [10, 13, 17].contains(digits.utf8.count) else { return nil }
        description = digits
    }
}
