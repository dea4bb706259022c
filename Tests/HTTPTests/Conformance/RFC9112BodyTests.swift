import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 6: message bodies", .timeLimit(.minutes(1)))
struct RFC9112BodyTests {
    private func post(_ fields: String..., version: String = "1.1", body: String = "") -> String {
        "POST /echo HTTP/\(version)\r\nHost: a\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    @Test("RFC 9112 6: Content-Length or Transfer-Encoding says that there is a body, whatever the method")
    func presence() throws {
        let server = try ConformanceServer()
        #expect(try server.answer(to: post("Content-Length: 2", body: "ab")).text == "POST /echo ab")
        let get = "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
        #expect(try server.answer(to: get).text == "GET /echo ab")
        #expect(try server.answer(to: post()).text == "POST /echo ")
        #expect(try server.answer(to: post("Content-Length: 0")).text == "POST /echo ")
    }

    @Test(
        "RFC 9112 6.1: Transfer-Encoding with Content-Length is refused and the connection closed",
        arguments: [
            "Content-Length: 5", "Content-Length: 0", "content-length: 300",
        ])
    func bothFramings(_ length: String) throws {
        let chunked = "Transfer-Encoding: chunked"
        #expect(try ConformanceServer().refusal(of: post(length, chunked, body: "0\r\n\r\n")) == 400)
        #expect(try ConformanceServer().refusal(of: post(chunked, length, body: "0\r\n\r\n")) == 400)
    }

    @Test("RFC 9112 6.1: Transfer-Encoding in HTTP/1.0 is faulty framing, and the connection is closed")
    func chunkedInOldVersion() throws {
        let text = post("Transfer-Encoding: chunked", "Connection: keep-alive", version: "1.0", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test(
        "RFC 9112 6.1: a transfer coding we do not know is 501",
        arguments: [
            "gzip, chunked", "gzip,chunked", "x, y, chunked", "identity, chunked",
        ])
    func unknownCoding(_ codings: String) throws {
        let text = post("Transfer-Encoding: \(codings)", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: text) == 501)
    }

    @Test("RFC 9112 6.1: the lines of Transfer-Encoding are one list")
    func linesOfCodings() throws {
        let split = post("Transfer-Encoding: gzip", "Transfer-Encoding: chunked", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: split) == 501)
        let wrong = post("Transfer-Encoding: chunked", "Transfer-Encoding: gzip", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: wrong) == 400)
    }

    @Test("RFC 9112 6.1: chunked twice is 400", arguments: ["chunked, chunked", "chunked, gzip, chunked"])
    func chunkedTwice(_ codings: String) throws {
        let text = post("Transfer-Encoding: \(codings)", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: text) == 400)
        let lines = post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: lines) == 400)
    }

    @Test(
        "RFC 9112 6.3: a last coding that is not chunked is 400 and the connection closed",
        arguments: [
            "gzip", "identity", "chunked, gzip", "chunked;q=1", "xchunked", "chunkedx", "\"chunked\"", "chunk ed", "",
        ])
    func lastCodingNotChunked(_ codings: String) throws {
        let text = post("Transfer-Encoding: \(codings)", body: "0\r\n\r\n")
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test(
        "RFC 9112 6.3: a Content-Length that is no number is 400 and the connection closed",
        arguments: [
            "", "a", "-1", "+1", "1.0", "1 2", "0x1", "1e1", "1;", "1\u{0}", "\u{661}", "99999999999999999999",
            "18446744073709551617", "9223372036854775808",
        ])
    func invalidLength(_ length: String) throws {
        #expect(try ConformanceServer().refusal(of: post("Content-Length: \(length)", body: "a")) == 400)
    }

    @Test(
        "RFC 9112 6.3: Content-Length more than once is 400 and the connection closed",
        arguments: [
            ["Content-Length: 1", "Content-Length: 2"], ["Content-Length: 1", "content-length: 1"],
            ["Content-Length: 1, 1"], ["Content-Length: 1,2"], ["Content-Length: 1,"],
            ["Content-Length: 0", "Content-Length: 5"],
        ])
    func repeatedLength(_ lines: [String]) throws {
        let text = "POST /echo HTTP/1.1\r\nHost: a\r\n\(lines.joined(separator: "\r\n"))\r\n\r\na"
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test("RFC 9112 6.3: what follows a body is the next request, to the octet")
    func exactLength() throws {
        let server = try ConformanceServer()
        let text = post("Content-Length: 2", body: "ab") + post("Content-Length: 1", body: "c")
        let answers = try server.answers(to: text + post(), count: 3)
        #expect(answers.map(\.text) == ["POST /echo ab", "POST /echo c", "POST /echo "])
    }

    @Test("RFC 9112 6.2: what is sent has a length or chunks, never both")
    func ownFraming() throws {
        let server = try ConformanceServer()
        let chunks = try server.get("/chunks")
        #expect(chunks[header: "Transfer-Encoding"] == "chunked")
        #expect(chunks[header: "Content-Length"] == nil)
        #expect(chunks.text == "abc")
        let plain = try server.get("/echo")
        #expect(plain[header: "Transfer-Encoding"] == nil)
        #expect(plain[header: "Content-Length"] == "10")
    }

    @Test("RFC 9112 6.1: no Transfer-Encoding goes to HTTP/1.0: the end of the connection ends the body")
    func noChunksToOldVersion() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("GET /chunks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let text = try connection.rest()
        #expect(text.hasSuffix("\r\n\r\nabc"))
        #expect(!text.contains("Transfer-Encoding"))
        #expect(text.contains("Connection: close\r\n"))
    }

    @Test("RFC 9112 6.1: neither length nor chunks with 204", arguments: ["/empty", "/empty-chunks"])
    func noContent(_ path: String) throws {
        let response = try ConformanceServer().get(path)
        #expect(response.status == 204)
        #expect(response[header: "Transfer-Encoding"] == nil)
        #expect(response[header: "Content-Length"] == nil)
    }

    @Test("RFC 9112 6.3: answers to HEAD, 204 and 304 end with their head")
    func headOnly() throws {
        let text =
            "HEAD /page HTTP/1.1\r\nHost: a\r\n\r\nGET /empty HTTP/1.1\r\nHost: a\r\n\r\n"
            + "GET /resource HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
        let answers = try ConformanceServer().answers(to: text, count: 4, heads: [0])
        #expect(answers.map(\.status) == [200, 204, 304, 200])
        #expect(answers[3].text == "GET /echo ")
    }

    @Test("RFC 9112 8: an incomplete request is never acted upon")
    func incomplete() throws {
        let server = try ConformanceServer()
        for text in [
            "GET /half HTTP/1.1\r\nHost: a\r\n", post("Content-Length: 5", body: "abc"),
            post("Transfer-Encoding: chunked", body: "5\r\nabc"), post("Transfer-Encoding: chunked", body: "0\r\n"),
        ] {
            let connection = try RawConnection(server.server)
            try connection.send(text)
            connection.endOutput()
            #expect(try connection.rest().isEmpty)
        }
        #expect(server.reached.all.isEmpty)
    }
}
