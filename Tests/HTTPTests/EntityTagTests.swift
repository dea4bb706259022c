import Testing

@testable import HTTP

@Suite("Entity tags")
struct EntityTagTests {
    @Test("of the same bytes are the same, of others not")
    func strong() {
        #expect(EntityTag.strong(of: [1, 2, 3]) == .strong(of: [1, 2, 3]))
        #expect(EntityTag.strong(of: [1, 2, 3]) != .strong(of: [1, 2, 4]))
        #expect(EntityTag.strong(of: Array("abc".utf8)).field == "\"ungWv48Bz-pBQUDeXa4iIw\"")
    }

    @Test(
        "match If-None-Match weakly, in either coding",
        arguments: [
            ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\",W/\"a\"", true), ("*", true),
            ("\"a-gzip\"", true), ("\"b\"", false), ("a", false), ("", false), ("\"a", false), ("\"x,\"a\"", false),
            ("\"x,y\", \"a\"", true),
        ])
    func ifNoneMatch(_ field: String, _ expected: Bool) {
        #expect(EntityTag(opaque: "a").matches(ifNoneMatch: field) == expected)
    }

    @Test(
        "match If-Match strongly",
        arguments: [("\"a\"", true), ("W/\"a\"", false), ("*", true), ("W/\"a\", \"a-gzip\"", true), ("\"b\"", false)])
    func ifMatch(_ field: String, _ expected: Bool) {
        #expect(EntityTag(opaque: "a").matches(ifMatch: field) == expected)
    }
}
