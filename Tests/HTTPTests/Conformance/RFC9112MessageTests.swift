import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 2: messages", .timeLimit(.minutes(1)))
struct RFC9112MessageTests {
    @Test("RFC 9112 2.1: a message is read as octets, whatever text they might be")
    func octets() throws {
        let server = try ConformanceServer()
        let connection = try RawConnection(server.server)
        try connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nX: \u{e9}\u{995}\r\nContent-Length: 3\r\n\r\n")
        try connection.send([0xff, 0x0a, 0x00])
        #expect(try connection.response().status == 200)
    }

    @Test(
        "RFC 9112 2.2: a bare CR makes the message invalid",
        arguments: [
            "GET /a\rb HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\rHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\rX: 1\r\n\r\n",
        ])
    func bareCarriageReturn(_ text: String) throws {
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test(
        "RFC 9112 2.2: a bare LF ends no line of ours and is refused",
        arguments: [
            "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\n", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        ])
    func bareLineFeed(_ text: String) throws {
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test(
        "RFC 9112 2.2: an empty line before the request line is ignored",
        arguments: ["\r\n", "\r\n\r\n"])
    func leadingEmptyLine(_ lines: String) throws {
        let server = try ConformanceServer()
        #expect(try server.answer(to: lines + "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").text == "GET /echo ")
    }

    @Test("RFC 9112 2.2: white space before the first field is refused", arguments: [" ", "\t", " \t"])
    func blankBeforeFirstField(_ blank: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET / HTTP/1.1\r\n\(blank)Host: a\r\n\r\n") == 400)
        #expect(try ConformanceServer().refusal(of: "GET / HTTP/1.1\r\n\(blank)\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9112 2.2: what is no HTTP at all is answered 400 and the connection closed")
    func noHTTP() throws {
        let server = try ConformanceServer()
        for text in ["\u{16}\u{3}\u{1}\u{2}", "SSH-2.0-OpenSSH_9\r\n\r\n", "{}\r\n\r\n"] {
            #expect(try server.refusal(of: text) == 400, "\(text)")
        }
    }

    @Test("RFC 9112 2.3: the version is case-sensitive and two digits", arguments: ["http/1.1", "Http/1.1", "HTTP/11"])
    func versionForm(_ version: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET / \(version)\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9112 2.3: another major version is 505", arguments: ["HTTP/0.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.1"])
    func otherMajor(_ version: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET / \(version)\r\nHost: a\r\n\r\n") == 505)
    }

    @Test("RFC 9112 2.3: a higher minor version is read as 1.1, and answers are of 1.1 (RFC 9110 section 6.2)")
    func higherMinor() throws {
        let server = try ConformanceServer()
        for version in ["HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/1.9"] {
            let connection = try RawConnection(server.server)
            try connection.send("GET /echo \(version)\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try connection.rest().hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test("RFC 9112 2.3: the preface of HTTP/2 is 505, and nothing behind it is read")
    func preface() throws {
        #expect(try ConformanceServer().refusal(of: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505)
    }
}

@Suite("RFC 9112 chapter 4: the status line", .timeLimit(.minutes(1)))
struct RFC9112StatusTests {
    @Test("RFC 9112 4: the space behind the status code is there even without a reason")
    func emptyReason() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("GET /strange HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try connection.rest().hasPrefix("HTTP/1.1 299 \r\n"))
    }
}
