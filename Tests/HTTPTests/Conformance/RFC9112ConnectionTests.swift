import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 9: connections", .timeLimit(.minutes(1)))
struct RFC9112ConnectionTests {
    /// Whether the server answers a second request on a connection that began with this one.
    private func keeps(_ head: String) throws -> Bool {
        let server = try ConformanceServer()
        let connection = try RawConnection(server.server)
        try connection.send(head + "\r\n\r\n")
        let first = try connection.response()
        guard first[header: "Connection"]?.lowercased() != "close" else {
            #expect(try connection.rest().isEmpty)
            return false
        }
        try connection.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n")
        return try connection.response().text == "GET /second "
    }

    @Test(
        "RFC 9112 9.3: a connection of HTTP/1.1 stays unless close is asked for",
        arguments: [
            ("", true), ("Connection: keep-alive", true), ("Connection: close", false), ("Connection: CLOSE", false),
            ("Connection: x, close ,y", false), ("Connection: x,,close", false),
            ("Connection: keep-alive, close", false),
            ("Connection: close, keep-alive", false), ("Connection: x\r\nConnection: close", false),
            ("Connection: close\r\nConnection: keep-alive", false), ("Connection: closed", true),
            ("Connection: x-close", true),
            ("Connection: \"close\"", true), ("Connection:", true), ("Keep-Alive: timeout=5", true),
        ])
    func persistence(_ line: String, _ expected: Bool) throws {
        #expect(try keeps("GET / HTTP/1.1\r\nHost: a" + (line.isEmpty ? "" : "\r\n" + line)) == expected)
    }

    @Test(
        "RFC 9112 9.3: a connection of HTTP/1.0 ends unless keep-alive is asked for",
        arguments: [
            ("", false), ("Connection: keep-alive", true), ("Connection: Keep-Alive", true),
            ("Connection: close", false),
            ("Connection: close, keep-alive", false), ("Connection: close\r\nConnection: keep-alive", false),
            ("Keep-Alive: timeout=5", false), ("Proxy-Connection: keep-alive", false),
        ])
    func oldPersistence(_ line: String, _ expected: Bool) throws {
        #expect(try keeps("GET / HTTP/1.0" + (line.isEmpty ? "" : "\r\n" + line)) == expected)
    }

    @Test("RFC 9112 9.3: the whole body is read before the next request, wanted or not")
    func bodyIsRead() throws {
        let text =
            "POST /missing HTTP/1.1\r\nHost: a\r\nContent-Length: \(ConformanceServer.smuggled.utf8.count)\r\n\r\n"
            + ConformanceServer.smuggled + "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
        let server = try ConformanceServer()
        #expect(try server.answers(to: text, count: 2).map(\.status) == [404, 200])
        #expect(server.reached.all == ["/missing", "/echo"])
    }

    @Test("RFC 9112 9.3.2: pipelined requests are answered in their order")
    func pipelining() throws {
        let text = (0..<50).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let answers = try ConformanceServer().answers(to: text, count: 50)
        #expect(answers.map(\.text) == (0..<50).map { "GET /\($0) " })
    }

    @Test("RFC 9112 9.6: after close from the client its answer is the last, says so, and nothing more is read")
    func clientCloses() throws {
        #expect(
            try ConformanceServer().refusal(of: "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") == 200)
    }

    @Test("RFC 9112 9.6: after close from the server nothing more is read")
    func serverCloses() throws {
        let server = try ConformanceServer { $0.limits.requestsPerConnection = 1 }
        #expect(try server.refusal(of: "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n") == 200)
    }

    @Test("RFC 9112 9.6: an answer that closes reaches a client that is still sending")
    func lingering() throws {
        let server = try ConformanceServer()
        let connection = try RawConnection(server.server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        for _ in 0..<20 { try connection.send(String(repeating: "a", count: 50_000)) }
        #expect(try connection.response().status == 413)
        #expect(try connection.rest().isEmpty)
    }
}
