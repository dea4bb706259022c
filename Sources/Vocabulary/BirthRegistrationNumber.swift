/// The number of a birth registration (BRN): 17 digits.
package struct BirthRegistrationNumber: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard let digits = Digits.number(text), digits.utf8.count == 17 else { return nil }
        description = digits
    }
}
