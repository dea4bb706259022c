import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 3: the request line", .timeLimit(.minutes(1)))
struct RFC9112RequestLineTests {
    @Test(
        "RFC 9112 3: method, target and version stand between single spaces, and nothing else is on the line",
        arguments: [
            "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET\t/ HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /",
            "GET", "GET / HTTP/1.1 HTTP/1.1", "GET /a b HTTP/1.1", "GET HTTP/1.1", "GET / HTTP", "GET / HTTP/1.",
            "GET\u{b}/\u{b}HTTP/1.1",
        ])
    func form(_ line: String) throws {
        #expect(try ConformanceServer().refusal(of: "\(line)\r\nHost: a\r\n\r\n") == 400)
    }

    @Test(
        "RFC 9112 3.1: the method is case-sensitive, and one nobody knows is 501", arguments: ["get", "BREW", "TRACE"])
    func unknownMethod(_ method: String) throws {
        #expect(try ConformanceServer().refusal(of: "\(method) / HTTP/1.1\r\nHost: a\r\n\r\n") == 501)
    }

    @Test("RFC 9112 3.1: the method is a token", arguments: ["G@T", "G(T", "\"GET\"", "GÉT", "G:T"])
    func methodForm(_ method: String) throws {
        #expect(try ConformanceServer().refusal(of: "\(method) / HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9112 3: a target longer than we read is 414")
    func longTarget() throws {
        let server = try ConformanceServer()
        for length in [8_192, 20_000, 100_000] {
            let target = "/" + String(repeating: "a", count: length)
            #expect(try server.refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 414)
        }
        let longest = "/" + String(repeating: "a", count: 8_191)
        #expect(try server.get(longest).status == 200)
    }

    @Test("RFC 9112 3: a target of 8,000 octets is read")
    func targetWeMustRead() throws {
        let target = "/" + String(repeating: "a", count: 7_999)
        #expect(try ConformanceServer().get(target).text == "GET \(target) ")
    }

    @Test("RFC 9112 3.2: HTTP/1.1 without Host is 400")
    func noHost() throws {
        #expect(try ConformanceServer().refusal(of: "GET / HTTP/1.1\r\n\r\n") == 400)
        #expect(try ConformanceServer().refusal(of: "GET http://a/ HTTP/1.1\r\n\r\n") == 400)
    }

    @Test("RFC 9112 3.2: Host twice is 400, even if both are the same", arguments: ["1.1", "1.0"])
    func twoHosts(_ version: String) throws {
        for second in ["a", "b", ""] {
            let text = "GET / HTTP/\(version)\r\nHost: a\r\nhost: \(second)\r\n\r\n"
            #expect(try ConformanceServer().refusal(of: text) == 400)
        }
    }

    @Test(
        "RFC 9112 3.2: a Host that is none is 400",
        arguments: [
            "a b", "a, b", "http://a", "a/b", "a@b", "a?b", "a#b", "a:b", "a:80:90", "a:-1", "[::1", "[zz]", "::1",
            "[::1]a", "[]", "[1:2:3]", "a%2", "a%zz", "a\\b", "\"a\"", "<a>", "a\tb", "caf\u{e9}", "[v1.a]",
            "[::1%25lo]",
        ])
    func invalidHost(_ host: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == 400)
    }

    @Test(
        "RFC 9112 3.2: every Host that is one is taken",
        arguments: [
            "", "a", "a:", "a:8080", "clinic.test", "127.0.0.1:80", "[::1]", "[2001:db8::1]:8080", "[::ffff:1.2.3.4]",
            "a_b", "a%41", "a-b.c~d!$&'()*+;=", "xn--r9j.example",
        ])
    func validHost(_ host: String) throws {
        let server = try ConformanceServer()
        #expect(try server.answer(to: "GET /host HTTP/1.1\r\nHost: \(host)\r\n\r\n").text == host)
    }

    @Test("RFC 9112 3.2.1: the origin form is a path and a query")
    func originForm() throws {
        #expect(try ConformanceServer().get("/echo/a%20b?x=1&y=?").text == "GET /echo/a%20b?x=1&y=? ")
    }

    @Test(
        "RFC 9112 3.2.2: the absolute form is taken",
        arguments: [
            ("http://b/echo", "/echo"), ("http://b", "/"), ("http://b/", "/"), ("http://b/echo?x", "/echo?x"),
            ("http://b?x=1", "/?x=1"), ("HTTP://b:80/echo", "/echo"), ("http://[::1]:8080/echo", "/echo"),
            ("http://b?", "/?"),
        ])
    func absoluteForm(_ target: String, _ expected: String) throws {
        #expect(try ConformanceServer().get(target).text == "GET \(expected) ")
    }

    @Test("RFC 9112 3.2.2: the host of an absolute target counts, and Host does not")
    func absoluteFormBeatsHost() throws {
        #expect(try ConformanceServer().get("http://b:81/host").text == "b:81")
        #expect(try ConformanceServer().get("/host").text == "a")
    }

    @Test(
        "RFC 9112 3.2: a target of no form is 400",
        arguments: [
            "a", "a/b", "*", "//", "http:/a", "http:///a", "http://:80/a", "ftp://a/b", "http://u@a/", "?x", "#",
        ])
    func noForm(_ target: String) throws {
        // Two slashes are a path, and an odd one: they are nobody's authority.
        let expected = target == "//" ? nil : 400
        #expect(try ConformanceServer().refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == expected)
    }

    @Test(
        "RFC 9112 3.2: a fragment or an octet that is no visible ASCII is 400",
        arguments: ["/a#b", "/\u{e9}", "/a\u{7f}"])
    func targetOctets(_ target: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test(
        "RFC 9112 3.2.3: the authority form belongs to CONNECT, which is 501",
        arguments: ["a:443", "a:", "a:99999", "a"])
    func authorityForm(_ target: String) throws {
        #expect(try ConformanceServer().refusal(of: "CONNECT \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 501)
        #expect(try ConformanceServer().refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9112 3.2.4: the asterisk form asks about the server, and only OPTIONS may use it")
    func asteriskForm() throws {
        let server = try ConformanceServer()
        let response = try server.get("*", method: "OPTIONS")
        #expect(response.status == 204)
        #expect(response[header: "Allow"] == "GET, HEAD, POST, OPTIONS")
        for method in ["GET", "HEAD", "POST", "DELETE"] {
            #expect(try server.refusal(of: "\(method) * HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
        }
    }
}
