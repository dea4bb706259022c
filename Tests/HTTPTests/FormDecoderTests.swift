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

    @Test("are refused if malformed", arguments: ["a=%", "a=%4", "a=%GG", "%=1", "a=%FF", "a=%C0%80", "a=%ED%A0%80"])
    func refuses(_ text: String) {
        #expect(throws: FormError.malformed) { try QueryString.parse(text) }
    }

    @Test("have a limit on their fields")
    func limit() throws {
        let most = Array(repeating: "a=1", count: 256).joined(separator: "&")
        #expect(try pairs(most).count == 256)
        #expect(throws: FormError.tooManyFields) { try QueryString.parse(most + "&a=1") }
    }

    private func pairs(_ text: String) throws -> [String] {
        let fromBody = try FormDecoder.parse(Array(text.utf8)).map { "\($0.name)=\($0.value)" }
        #expect(try QueryString.parse(text).map { "\($0.name)=\($0.value)" } == fromBody)
        return fromBody
    }
}
