import Testing
import Vocabulary

@testable import Clinic

@Suite struct TOTPTests {
    private static let key = TOTP(key: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B (SHA1).
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func theCodesAreThoseOfTheStandard(_ seconds: Int64, _ expected: String) throws {
        let step = TOTP.step(at: Instant(milliseconds: seconds * 1_000))
        #expect(try Self.key.code(at: step, digits: 8) == expected)
    }

    /// RFC 4226, appendix D.
    @Test func aCounterGivesTheCodesOfTheStandard() throws {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect(try (0..<10).map { try Self.key.code(at: $0) } == expected)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func aPhoneMayBeOneStepOff(_ steps: Int, _ isGood: Bool) throws {
        let (now, step) = (TestClinic.morning, TOTP.step(at: TestClinic.morning))
        let code = try Self.key.code(at: step + steps)
        #expect(try Self.key.step(of: code, at: now) == (isGood ? step + steps : nil))
    }

    @Test(arguments: ["", "0", "00000", "0000000", "abcdef", "১২৩"])
    func whatIsNoCodeIsNone(_ text: String) throws {
        #expect(try Self.key.step(of: text, at: TestClinic.morning) == nil)
    }

    @Test func thePhoneIsGivenTheKeyInItsOwnForm() {
        #expect(Self.key.groups.joined() == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(Self.key.groups.count == 8)
        let address = Self.key.address(of: "arif", at: "Aalo Clinic, Karail")
        #expect(address.hasPrefix("otpauth://totp/Aalo%20Clinic%2C%20Karail:arif?secret=GEZD"))
        #expect(address.contains("&issuer=Aalo%20Clinic%2C%20Karail&algorithm=SHA1&digits=6&period=30"))
        #expect(Set((0..<50).map { _ in TOTP.random().groups.joined() }).count == 50)
    }

    @Test(arguments: ["7k3m q9tx 04bv yhe2", "7K3M-Q9TX-O4BV-YHE2", "৭K৩M-Q৯TX-০৪BV-YHE২"])
    func aRecoveryCodeIsReadHoweverItWasTyped(_ typed: String) {
        #expect(StaffRecoveryCode(typed)?.shown == "7K3M-Q9TX-04BV-YHE2")
    }

    @Test(arguments: ["", "7K3M-Q9TX-04BV", "7K3M-Q9TX-04BV-YHEU", "7K3M-Q9TX-04BV-YHE22"])
    func whatIsNoRecoveryCodeIsNone(_ typed: String) { #expect(StaffRecoveryCode(typed) == nil) }
}
