import Foundation
import Vocabulary

/// What a PIN or password may be (NIST SP 800-63B, section 5.1.1.2): long enough, and not among those that are tried
/// first. Nothing is asked of its composition.
package struct SecretRules: Sendable {
    private let common: CommonPasswords

    package init(_ catalogue: Catalogue) { common = catalogue.commonPasswords }

    /// - Throws: 422 naming `field`, in words that say how to mend it.
    package func check(_ secret: String, of userName: String, field: String = "secret") throws {
        let refusal = secret.isPIN ? Self.refusal(ofPIN: Digits.toASCII(secret)) : refusal(ofPassword: secret, userName)
        if let refusal { throw Problem.invalid([Problem.Field(field, refusal)]) }
    }

    private static func refusal(ofPIN pin: String) -> Bilingual? {
        let digits = pin.utf8.map { Int($0) - 0x30 }
        if isEven(digits) || isRepeated(digits) || isDate(digits) || popular.contains(pin) { return .easilyGuessed }
        return nil
    }

    private func refusal(ofPassword password: String, _ userName: String) -> Bilingual? {
        guard password.count >= NewSecret.shortestPassword else { return .tooShort }
        guard password.unicodeScalars.count <= NewSecret.longestPassword else { return .tooLong }
        let lowered = password.lowercased()
        if userName.count >= 3, lowered.contains(userName.lowercased()) { return .holdsUserName }
        let scalars = lowered.unicodeScalars.map { Int($0.value) }
        if Self.isEven(scalars) || Self.isRepeated(scalars) || common.contains(password) { return .easilyGuessed }
        return nil
    }

    /// The same step from each to the next: 1111, 1234, 9876, 2468.
    private static func isEven(_ values: [Int]) -> Bool {
        let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
        return steps.count == 1 && steps.allSatisfy { (-2...2).contains($0) }
    }

    /// One part again and again, or each sign twice: 1212, 123123, 1122.
    private static func isRepeated(_ values: [Int]) -> Bool {
        let isPeriodic = (1...max(1, values.count / 2)).contains { period in
            values.count % period == 0 && values.indices.allSatisfy { values[$0] == values[$0 % period] }
        }
        let isDoubled =
            values.count % 2 == 0
            && stride(from: 0, to: values.count, by: 2).allSatisfy { values[$0] == values[$0 + 1] }
        return isPeriodic || isDoubled
    }

    /// A year somebody was born in, or a day: 1987, 150387, 15031987, 19870315.
    private static func isDate(_ digits: [Int]) -> Bool {
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        let isYear = { (year: Int) in (1900...2099).contains(year) }
        switch digits.count {
        case 4: return isYear(number(0..<4))
        case 6:
            return Day(year: 2000, month: number(2..<4), day: number(0..<2)) != nil
                || Day(year: 2000, month: number(2..<4), day: number(4..<6)) != nil
        case 8:
            return isYear(number(4..<8)) && Day(year: number(4..<8), month: number(2..<4), day: number(0..<2)) != nil
                || isYear(number(0..<4)) && Day(year: number(0..<4), month: number(4..<6), day: number(6..<8)) != nil
        default: return false
        }
    }

    /// Patterns of the keypad and the like that no rule above has (the commonest of leaked PINs).
    private static let popular: Set<String> = [
        "0852", "2580", "0007", "1379", "1397", "3179", "7139", "7913", "9713", "1590", "1593", "3571", "7531", "1470",
        "7410", "3690", "9630", "1236", "3214", "3698", "7896", "7894", "4789", "1425", "1452", "2541", "5683", "1004",
        "1221", "2112", "1331", "1001", "1313", "4545", "1230", "3210", "6669", "0911", "1100", "2200", "9911",
        "12369", "14789", "15937", "35791", "75391", "95175", "12580", "14725", "36925", "147258", "159753", "357159",
        "951753", "753951", "789456", "456123", "789123", "123321", "147852", "258147", "963852", "159357", "123654",
        "321654", "112358", "420420", "1472583", "7894561", "1234321", "12344321", "14725836", "78945612", "11235813",
        "15935728", "12345687", "12365478",
    ]
}

extension Bilingual {
    fileprivate static let easilyGuessed = Bilingual(
        "This is one of the first that a stranger would try. Choose another.",
        "অচেনা কেউ প্রথমেই এটি চেষ্টা করবে। অন্য একটি বেছে নিন।")
    fileprivate static let tooShort = Bilingual(
        "A PIN of 4 to 8 digits, or a password of at least 12 characters",
        "৪-৮ সংখ্যার পিন অথবা কমপক্ষে ১২ অক্ষরের পাসওয়ার্ড")
    fileprivate static let tooLong = Bilingual("At most 128 characters", "সর্বোচ্চ ১২৮ অক্ষর")
    fileprivate static let holdsUserName = Bilingual(
        "Leave the user name out of the password", "পাসওয়ার্ডে ব্যবহারকারীর নাম রাখবেন না")
}
