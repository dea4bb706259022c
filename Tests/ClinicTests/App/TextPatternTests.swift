import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// What the OpenAPI document says a field looks like, against what is read.
@Suite struct TextPatternTests {
    @Test(arguments: ["Fever since Monday", "জ্বর, ৩ দিন", "a\u{7}b", "a\nb", "\u{9F}"])
    func aLineIsWhatItsPatternSays(_ text: String) throws { try agree(.text(longest: 40), text) }

    @Test(arguments: ["two\nlines", "a\tb", "দুই\r\nলাইন", "a\u{0}b", "a\u{1B}b"])
    func linesAreWhatTheirPatternSays(_ text: String) throws { try agree(.lines(longest: 40), text) }

    @Test(arguments: ["Rahima", "রহিমা বেগম", "O'Brien", "12", "R\u{0}", "R\u{202E}"])
    func aNameIsWhatItsPatternSays(_ text: String) throws { try agree(.personName, text) }

    @Test(arguments: ["01711223344", "029876543", "0171122334", "01011223344", "12345", "phone"])
    func aPhoneIsWhatItsPatternSays(_ text: String) throws { try agree(.phone, text) }

    @Test(arguments: ["1234567890", "1234567890123", "12345678901234567", "123", "12345678901"])
    func aNationalIDIsWhatItsPatternSays(_ text: String) throws { try agree(.nationalID, text) }

    @Test(arguments: ["9:30", "09:30", "23:59", "24:00", "09:60", "9", "09:00:00Z"])
    func aTimeIsWhatItsPatternSays(_ text: String) throws { try agree(.clockTime, text) }

    @Test(arguments: ["farzana", "a.b-c1", "F", "x", "Farzana", "a b"])
    func aUserNameIsWhatItsPatternSays(_ text: String) throws { try agree(.userName, text) }

    @Test(arguments: ["AALO-000123", "abcd", "abc", "AALO_1", "AALO/1"])
    func aCardIsWhatItsPatternSays(_ text: String) throws { try agree(.cardNumber, text) }

    @Test(arguments: ["/", "/reception", "/a?b=c#d", "//evil", "/\\evil", "evil", "/a b", "https://evil"])
    func aPlaceIsWhatItsPatternSays(_ text: String) throws { try agree(.localPath, text) }

    @Test func aSecretIsCountedInLettersAsItsSchemaSays() throws {
        let rule = Rule<String>.secret(longest: 10)
        #expect(throws: Never.self) { try rule.parse(String(repeating: "ক", count: 10)) }
        #expect(throws: Refusal.self) { try rule.parse(String(repeating: "k", count: 11)) }
    }

    @Test(arguments: [("5", 5), ("5.0", 5), ("-5.0", nil), ("5.5", nil), ("5.", nil), ("1e1", nil)])
    func aWholeNumberMayBeWrittenWithAPoint(_ written: String, _ expected: Int?) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/api/tokens",
                json: #"{"service":"general","name":"Rahima","age":\#(written),"ageUnit":"years"}"#)
            #expect((answer.status == .created) == (expected != nil), "\(answer.text)")
            let age = try clinic.count("SELECT age_value FROM patient ORDER BY id DESC LIMIT 1")
            #expect(expected == nil || age == 5)
        }
    }

    private func agree<Value>(_ rule: Rule<Value>, _ text: String) throws {
        guard case .string(_, _, let pattern?, _) = rule.schema else {
            Issue.record("no pattern")
            return
        }
        let isRead = (try? rule.parse(text)) != nil
        // Code point by code point, as ECMA-262 does with its flag u: Swift would take CR and LF for one.
        let isDescribed = text.contains(try Regex(pattern).matchingSemantics(.unicodeScalar))
        #expect(isRead == isDescribed, "\(text.debugDescription) is \(isRead ? "read" : "refused")")
    }
}
