import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct SecretRulesTests {
    private func refusal(_ secret: String, of user: String = "farzana") throws -> Problem? {
        let rules = SecretRules(try TestClinic.catalogue.get())
        do { try rules.check(secret, of: user) } catch let problem as Problem { return problem }
        return nil
    }

    @Test(arguments: [
        "1111", "0000", "1234", "4321", "9876", "2468", "8642", "1212", "123123", "1122", "1987", "2005", "150387",
        "15031987", "19870315", "2580", "১২৩৪", "00000000", "11223344",
    ])
    func aPINThatIsTriedFirstIsRefused(_ pin: String) throws {
        #expect(try refusal(pin)?.fields.map(\.name) == ["secret"])
    }

    @Test(arguments: ["4829", "7305", "83917", "905318", "7740913", "48210973", "৪৮২৯"])
    func anyOtherPINWillDo(_ pin: String) throws {
        #expect(try refusal(pin) == nil)
    }

    @Test(arguments: [
        "short", "123456789", "qwertyuiop", "Password123", "password2026!", "1234567890", "aaaaaaaaaaaa",
        "abcabcabcabc",
        "12345qwert", "my-farzana-1", "bangladesh1", "abcdefghijkl",
    ])
    func aPasswordThatIsTriedFirstIsRefused(_ password: String) throws {
        #expect(try refusal(password)?.kind == .invalid)
    }

    /// Nothing is asked of its composition (NIST SP 800-63B).
    @Test(arguments: ["rickshaw mango tin", "আমার সোনার বাংলা তোমায়", "kx7wqpdvhz"])
    func aLongOneWillDo(_ password: String) throws {
        #expect(try refusal(password) == nil)
    }
}
