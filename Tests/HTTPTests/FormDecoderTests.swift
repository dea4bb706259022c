import HTTP
import Testing

@Suite("Forms and queries")
struct FormDecoderTests {
    @Test("are decoded flat and in order")
    func decodes() throws {
        #expect(try pairs("a=1&b=2&a=3") == ["a=1", "b=2", "a=3"])
        #expect(try pairs("name=Rahima+Khatun&x=%2B%26%3D") == ["name=Rahima Khatun", "x=+&="])
        #expect(try pairs("%E0%A6%A8=%E0%A6%BE") == ["ন=া"])
        #expect(try pairs("a&b=&=c&&d=e=f") == ["a=", "b=", "=c", "d=e=f"])
        #expect(try pairs("a[b][c]=1") == ["a[b][c]=1"])
        #expect(try pairs("") == [])
    }

    @Test(
        "are refused if malformed, and it is said where",
        arguments: [
            ("a=%", FormError.Reason.badPercentEncoding, 2), ("a=1&b=x%4", .badPercentEncoding, 7),
            ("a=%GG", .badPercentEncoding, 2), ("%=1", .badPercentEncoding, 0), ("a=%FF", .invalidUTF8, 2),
            ("a=1&b=%C0%80", .invalidUTF8, 6), ("%ED%A0%80=1", .invalidUTF8, 0),
        ])
    func refuses(_ text: String, _ reason: FormError.Reason, _ offset: Int) {
        #expect(throws: FormError(reason: reason, offset: offset)) { try QueryString.parse(text) }
    }

    @Test("have a limit on the length of names and values")
    func lengths() throws {
        let name = String(repeating: "n", count: FormDecoder.longestName)
        let value = String(repeating: "v", count: FormDecoder.longestValue)
        #expect(try FormDecoder.parse(Array("\(name)=\(value)".utf8)).count == 1)
        #expect(throws: FormError(reason: .fieldTooLong, offset: 4)) {
            try FormDecoder.parse(Array("a=1&\(name)n=1".utf8))
        }
        #expect(throws: FormError(reason: .fieldTooLong, offset: 2)) {
            try FormDecoder.parse(Array("a=\(value)v".utf8))
        }
    }

    @Test("have a limit on their fields")
    func limit() throws {
        let most = Array(repeating: "a=1", count: 256).joined(separator: "&")
        #expect(try pairs(most).count == 256)
        #expect(throws: FormError(reason: .tooManyFields, offset: 1024)) { try QueryString.parse(most + "&a=1") }
    }

    private func pairs(_ text: String) throws -> [String] {
        let fromBody = try FormDecoder.parse(Array(text.utf8)).map { "\($0.name)=\($0.value)" }
        #expect(try QueryString.parse(text).map { "\($0.name)=\($0.value)" } == fromBody)
        return fromBody
    }
}
