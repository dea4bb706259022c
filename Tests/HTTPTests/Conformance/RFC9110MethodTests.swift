import Testing

@testable import HTTP

@Suite("RFC 9110 chapters 8, 9 and 10: representations, methods, expectations", .timeLimit(.minutes(1)))
struct RFC9110MethodTests {
    @Test("RFC 9110 8.4: content that is encoded is 415, which says what is taken", arguments: ["gzip", "br", "x, y"])
    func contentEncoding(_ coding: String) throws {
        let text = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: \(coding)\r\nContent-Length: 1\r\n\r\na"
        #expect(try ConformanceServer().refusal(of: text) == 415)
        #expect(try ConformanceServer().answer(to: text)[header: "Accept-Encoding"] == "identity")
        let plain = text.replacing(coding, with: "identity")
        #expect(try ConformanceServer().answer(to: plain).status == 200)
    }

    @Test("RFC 9110 8.6: HEAD has the Content-Length of GET, compressed or not", arguments: ["", "gzip"])
    func headLength(_ coding: String) throws {
        let server = try ConformanceServer()
        for path in ["/page", "/echo", server.asset, server.files.url("long.txt"), "/missing"] {
            let get = try RawConnection(server.server)
            try get.send("GET \(path) HTTP/1.1\r\nHost: a\r\nAccept-Encoding: \(coding)\r\nConnection: close\r\n\r\n")
            let whole = try get.rest()
            let head = try server.get(path, "Accept-Encoding: \(coding)", method: "HEAD")
            let length = try #require(head[header: "Content-Length"])
            #expect(whole.contains("\r\nContent-Length: \(length)\r\n") || path == "/echo")
        }
        #expect(try server.get("/echo", method: "HEAD")[header: "Content-Length"] == "11")
    }

    @Test("RFC 9110 8.6: no Content-Length with 204 and 304")
    func noLength() throws {
        let server = try ConformanceServer()
        #expect(try server.get("/empty")[header: "Content-Length"] == nil)
        #expect(try server.get("/resource", "If-None-Match: \"v1\"")[header: "Content-Length"] == nil)
    }

    @Test("RFC 9110 8.8.2: Last-Modified is never later than Date")
    func lastModifiedInFuture() throws {
        let answer = try ConformanceServer().get("/future")
        let date = try #require(HTTPDate.parse(answer[header: "Date"] ?? ""))
        let modified = try #require(HTTPDate.parse(answer[header: "Last-Modified"] ?? ""))
        #expect(modified <= date)
        #expect(try ConformanceServer().get("/dated")[header: "Last-Modified"] == "Tue, 14 Nov 2023 22:13:20 GMT")
    }

    @Test("RFC 9110 8.8.3: a weak tag stays weak, and the gzip form has a tag of its own")
    func tags() throws {
        let server = try ConformanceServer()
        #expect(try server.get("/weak")[header: "ETag"] == "W/\"v1\"")
        #expect(try server.get("/resource")[header: "ETag"] == "\"v1\"")
        #expect(try server.get("/resource", "Accept-Encoding: gzip")[header: "ETag"] == "\"v1-gzip\"")
        var response = Response()
        response.add("ETag", "W/\"x\"")
        #expect(response.entityTag == EntityTag(opaque: "x", isWeak: true))
    }

    @Test("RFC 9110 9.1: GET and HEAD are there; a method nobody knows is 501")
    func generalMethods() throws {
        let server = try ConformanceServer()
        #expect(try server.get("/items").status == 200)
        #expect(try server.get("/items", method: "HEAD").status == 200)
        #expect(try server.refusal(of: "PROPFIND /items HTTP/1.1\r\nHost: a\r\n\r\n") == 501)
    }

    @Test(
        "RFC 9110 9.3.2: HEAD has no content, whatever GET has", arguments: ["/page", "/chunks", "/missing", "/echo"])
    func head(_ path: String) throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try connection.rest().hasSuffix("\r\n\r\n"))
    }

    @Test("RFC 9110 9.3.4: PUT of a part is 400, for we would take it for the whole")
    func partialPut() throws {
        let text = "PUT /x HTTP/1.1\r\nHost: a\r\nContent-Range: bytes 0-0/2\r\nContent-Length: 1\r\n\r\na"
        #expect(try ConformanceServer().refusal(of: text) == 400)
    }

    @Test("RFC 9110 9.3.7: OPTIONS says what may be done, with Allow")
    func options() throws {
        let answer = try ConformanceServer().get("/items", method: "OPTIONS")
        #expect(answer.status == 204)
        #expect(answer[header: "Allow"] == "GET, HEAD, POST, OPTIONS")
    }

    @Test("RFC 9110 15.5.6: 405 has Allow", arguments: ["PUT", "DELETE", "PATCH"])
    func methodNotAllowed(_ method: String) throws {
        let answer = try ConformanceServer().get("/items", method: method)
        #expect(answer.status == 405)
        #expect(answer[header: "Allow"] == "GET, HEAD, POST, OPTIONS")
    }

    @Test("RFC 9110 15.3.6: 205 has no content")
    func resetContent() throws {
        let answers = try ConformanceServer().answers(
            to: "GET /reset HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n", count: 2)
        #expect(answers[0].status == 205)
        #expect(answers[0][header: "Content-Length"] == "0")
        #expect(answers[1].text == "GET /echo ")
    }

    @Test("RFC 9110 15.5.14: a body larger than we take is 413 before any of it is read")
    func largeBody() throws {
        let text = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"
        #expect(try ConformanceServer().refusal(of: text) == 413)
    }

    @Test("RFC 9110 15.5.9: who does not finish a head hears 408, and that the connection is closed")
    func requestTimeout() throws {
        let server = try ConformanceServer { $0.limits.headerTimeout = .milliseconds(1) }
        let connection = try RawConnection(server.server)
        try connection.send("GET / HTTP/1.1\r\n")
        let answer = try connection.response()
        #expect(answer.status == 408)
        #expect(answer[header: "Connection"] == "close")
    }

    @Test("RFC 9110 10.2.3: Retry-After is a number of seconds")
    func retryAfter() throws {
        let answer = try ConformanceServer().get("/busy")
        #expect(answer.status == 503)
        #expect(answer[header: "Retry-After"] == "2")
    }

    // MARK: Expect

    private let expecting = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"

    @Test("RFC 9110 10.1.1: 100 (Continue) comes before the content, and the final answer after it")
    func continues() throws {
        for field in ["", "Expect: 100-Continue\r\n", "Expect: ,100-CONTINUE,\r\n"] {
            let connection = try RawConnection(try ConformanceServer().server)
            try connection.send(expecting + field + "\r\n")
            try connection.wait(for: "HTTP/1.1 100 Continue\r\n\r\n")
            try connection.send("abc")
            #expect(try connection.response().text == "POST /echo abc")
        }
    }

    @Test(
        "RFC 9110 10.1.1: what the head alone decides is answered at once instead of 100",
        arguments: [
            ("Content-Length: 99999999", 413), ("Content-Length: 1\r\nTransfer-Encoding: chunked", 400),
            ("Content-Length: 1\r\nContent-Encoding: br", 415), ("Content-Length: x", 400),
            ("Transfer-Encoding: gzip, chunked", 501),
        ])
    func finalInstead(_ fields: String, _ status: Int) throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(fields)\r\n\r\n")
        let text = try connection.rest()
        #expect(text.hasPrefix("HTTP/1.1 \(status) "))
        #expect(text.contains("Connection: close\r\n"))
    }

    @Test(
        "RFC 9110 10.1.1: an expectation we do not know is 417",
        arguments: ["tea", "100-continue, tea", "100-continue;x", ""])
    func unknownExpectation(_ value: String) throws {
        let text = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: \(value)\r\n\r\na"
        #expect(try ConformanceServer().refusal(of: text) == 417)
    }

    @Test("RFC 9110 10.1.1: the expectation of HTTP/1.0 is passed over: 1xx never goes there (section 15.2)")
    func expectationOfOldVersion() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("POST /echo HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        try connection.send("abc")
        #expect(try connection.rest().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test("RFC 9110 10.1.1: no 100 where no content follows")
    func expectationWithoutContent() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("GET /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
        #expect(try connection.rest().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
}
