import HTTP
import Testing

@Suite("A request")
struct RequestTests {
    @Test("has target, path and query as they came")
    func target() {
        let request = Request(.get, "/a%20b/c?x=1&y")
        #expect(request.target == "/a%20b/c?x=1&y")
        #expect(request.path == "/a%20b/c")
        #expect(request.query == "x=1&y")
        #expect(Request(.get, "/a").query == nil)
        #expect(Request(.get, "/a?").query == "")
    }

    @Test("reduces absolute form to origin form")
    func absoluteForm() {
        #expect(Request(.get, "http://clinic.test:80/a?b").target == "/a?b")
        #expect(Request(.get, "HTTPS://clinic.test/").target == "/")
        #expect(Request(.get, "http://clinic.test").target == "/")
    }

    @Test("finds fields whatever their case")
    func fields() {
        let request = Request(.get, "/", headers: [("Accept", "a"), ("X-Two", "1"), ("x-two", " 2 ")])
        #expect(request[header: "ACCEPT"] == "a")
        #expect(request[header: "x-TWO"] == "1")
        #expect(request.headers("X-Two") == ["1", "2"])
        #expect(request[header: "x-tw"] == nil)
        #expect(request.headers("none").isEmpty)
    }

    @Test("knows a cookie that is no secret by either name, and a secret one by its own")
    func cookies() {
        let request = Request(.get, "/", headers: [("Cookie", "a=1; __Host-b=2"), ("Cookie", "b=3; ab=4")])
        #expect(request.openCookie("a") == "1")
        #expect(request.openCookie("b") == "2")
        #expect(request.openCookie("c") == nil)
        #expect(request.cookie("b") == "3")
        #expect(request.cookie("__Host-a") == nil)
    }

    @Test("has an id of its own")
    func id() {
        let first = Request(.get, "/")
        let second = Request(.get, "/")
        #expect(first.id == first.id)
        #expect(first.id != second.id)
        #expect(first.id.count == 20)
        #expect(first.id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }
}
