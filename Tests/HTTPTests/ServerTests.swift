import Testing

@testable import HTTP

@Suite("Over a real socket", .timeLimit(.minutes(1)))
struct ServerTests {
    private func echo(configure: (inout ServerConfiguration) -> Void = { _ in }) throws -> TestServer {
        try TestServer(configure: configure) { request, _ in
            .text("\(request.method.rawValue) \(request.target) \(request.body.text)")
        }
    }

    @Test("one connection serves many requests")
    func keepAlive() throws {
        let server = try echo()
        let client = try server.client()
        for number in 0..<100 {
            let response = try client.send(.get, "/\(number)")
            #expect(response.text == "GET /\(number) ")
            #expect(response[header: "Connection"] == nil)
            #expect(response[header: "Date"]?.hasSuffix(" GMT") == true)
        }
    }

    @Test("the connection closes when the client wants it, and in HTTP/1.0 unless it asks to keep it")
    func closing() throws {
        let server = try echo()
        let closing = try RawConnection(server)
        try closing.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try closing.rest().contains("Connection: close\r\n"))
        let old = try RawConnection(server)
        try old.send("GET /a HTTP/1.0\r\n\r\n")
        #expect(try old.rest().hasSuffix("GET /a "))
        let kept = try RawConnection(server)
        for _ in 0..<2 {
            try kept.send("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
            #expect(try kept.response()[header: "Connection"] == "keep-alive")
        }
    }

    @Test("pipelined requests are answered in order, more than one turn's share of them")
    func pipelining() throws {
        let server = try echo()
        let connection = try RawConnection(server)
        let numbers = 0..<500
        try connection.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for number in numbers { #expect(try connection.response().text == "GET /\(number) ") }
    }

    @Test("pipelined requests wait behind one whose answer comes later")
    func pipeliningBehindPending() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer { request, exchange in
            guard request.path == "/later" else { return .text(request.path) }
            exchanges.put(exchange)
            return nil
        }
        let connection = try RawConnection(server)
        let get = { (path: String) in "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }
        try connection.send(get("/first") + get("/later") + get("/third") + get("/later") + get("/fifth"))
        #expect(try connection.response().text == "/first")
        exchanges.wait()[0].complete(.text("second"))
        #expect(try connection.response().text == "second")
        #expect(try connection.response().text == "/third")
        try connection.send(get("/sixth"))
        exchanges.wait(for: 2)[1].complete(.text("fourth"))
        for expected in ["fourth", "/fifth", "/sixth"] { #expect(try connection.response().text == expected) }
    }

    @Test("an answer may be completed at once, and counts once")
    func completedTwice() throws {
        let server = try TestServer { _, exchange in
            exchange.complete(.text("one"))
            exchange.complete(.text("two"))
            return nil
        }
        let client = try server.client()
        for _ in 0..<10 { #expect(try client.send(.get, "/").text == "one") }
    }

    @Test("a client that hangs up before its answer harms nobody")
    func hangUp() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer { request, exchange in
            guard request.path == "/later" else { return .text("now") }
            exchanges.put(exchange)
            return nil
        }
        for _ in 0..<20 { try server.client().sendAndHangUp(.get, "/later") }
        let waiting = exchanges.wait(for: 20)
        let client = try server.client()
        #expect(try client.send(.get, "/").text == "now")
        for exchange in waiting { exchange.complete(.text(String(repeating: "x", count: 100_000))) }
        #expect(try client.send(.get, "/").text == "now")
    }

    @Test("HEAD has the fields of GET and no body")
    func head() throws {
        let server = try TestServer { request, _ in
            request.path == "/chunks" ? Response(body: .chunks([[1], [2]])) : .text("body")
        }
        let connection = try RawConnection(server)
        try connection.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD /chunks HTTP/1.1\r\nHost: a\r\n\r\n")
        let response = try connection.response(isHead: true)
        #expect(response[header: "Content-Length"] == "4")
        #expect(response[header: "Content-Type"] == "text/plain; charset=utf-8")
        #expect(try connection.response(isHead: true)[header: "Transfer-Encoding"] == "chunked")
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try connection.response().text == "body")
    }

    @Test("100 (Continue) comes when it is waited for")
    func continuation() throws {
        let server = try echo()
        let connection = try RawConnection(server)
        try connection.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        try connection.wait(for: "HTTP/1.1 100 Continue\r\n\r\n")
        try connection.send("abc")
        #expect(try connection.response().text == "POST /a abc")
    }

    @Test("chunked bodies come in and go out")
    func chunked() throws {
        let server = try TestServer { request, _ in
            Response(contentType: .text, body: .chunks([request.body.all, [], Array("!".utf8), request.body.all]))
        }
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        try connection.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
        let response = try connection.response()
        #expect(response.text == "abcde!abcde")
        #expect(response[header: "Transfer-Encoding"] == "chunked")
        #expect(response[header: "Content-Length"] == nil)
        try connection.send("POST / HTTP/1.0\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx")
        let old = try connection.rest()
        #expect(old.hasSuffix("\r\n\r\nx!x"))
        #expect(!old.contains("Transfer-Encoding"))
    }

    @Test("a request may come byte by byte")
    func byteByByte() throws {
        let server = try echo()
        let connection = try RawConnection(server)
        let text = "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        for character in text.utf8 { try connection.send(String(UnicodeScalar(character))) }
        #expect(try connection.response().text == "POST /slow abc")
    }

    @Test("a client that has finished sending still gets its answers")
    func halfClose() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer { request, exchange in
            guard request.path == "/later" else { return .text("now") }
            exchanges.put(exchange)
            return nil
        }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.endOutput()
        #expect(try connection.response().text == "now")
        exchanges.wait()[0].complete(.text("later"))
        #expect(try connection.rest().hasSuffix("later"))
    }

    @Test("a large answer reaches a slow reader whole, and the next one after it")
    func largeAnswer() throws {
        let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let server = try TestServer { request, _ in
            switch request.path {
            case "/chunks": Response(body: .chunks(Array(repeating: Array(bytes.prefix(100_000)), count: 50)))
            case "/large": Response(contentType: .octetStream, body: .bytes(bytes))
            default: .text("small")
            }
        }
        let connection = try RawConnection(server)
        for path in ["/large", "/chunks", "/small"] {
            try connection.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        }
        #expect(try connection.response().body == bytes)
        #expect(try connection.response().body.count == 5_000_000)
        #expect(try connection.response().text == "small")
    }

    @Test("requests behind answers of any size are not forgotten", arguments: [15_000, 100_000, 300_000, 600_000])
    func pipeliningBehindLarge(_ size: Int) throws {
        let body = Array(repeating: UInt8(ascii: "x"), count: size)
        let server = try TestServer { _, _ in Response(contentType: .octetStream, body: .bytes(body)) }
        let connection = try RawConnection(server)
        try connection.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 20))
        for _ in 0..<20 { #expect(try connection.response().body.count == size) }
    }

    @Test(
        "what is refused gets a problem document, and the connection ends",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", 400), ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
            ("GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 17_000))\r\n\r\n", 431),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n\(String(repeating: "a", count: 500_000))",
                413
            ),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n", 413),
        ])
    func refusals(_ text: String, _ status: Int) throws {
        let server = try echo()
        let connection = try RawConnection(server)
        try connection.send("GET /before HTTP/1.1\r\nHost: a\r\n\r\n" + text)
        #expect(try connection.response().text == "GET /before ")
        let response = try connection.response()
        #expect(response.status == status)
        #expect(response[header: "Content-Type"] == "application/problem+json")
        #expect(response[header: "Connection"] == "close")
        #expect(response.text.contains("\"status\":\(status)"))
        #expect(try connection.rest().isEmpty)
    }

    @Test("the last request of a connection says so")
    func requestsPerConnection() throws {
        let server = try echo { $0.limits.requestsPerConnection = 3 }
        let connection = try RawConnection(server)
        try connection.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 4))
        #expect(try connection.response()[header: "Connection"] == nil)
        #expect(try connection.response()[header: "Connection"] == nil)
        #expect(try connection.response()[header: "Connection"] == "close")
        #expect(try connection.rest().isEmpty)
    }

    @Test("two hundred connections at once are served by two loops")
    func parallel() throws {
        let server = try TestServer(loops: 2) { request, _ in .text(request.target) }
        let connections = try (0..<200).map { _ in try RawConnection(server) }
        for round in 0..<5 {
            for (number, connection) in connections.enumerated() {
                try connection.send("GET /\(round)/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            for (number, connection) in connections.enumerated() {
                #expect(try connection.response().text == "/\(round)/\(number)")
            }
        }
    }

    @Test("the client sends again what is safe to repeat when its connection had gone")
    func reconnect() throws {
        let calls = Box<String>()
        let server = try TestServer(configure: { $0.limits.idleTimeout = .milliseconds(1) }) { request, _ in
            calls.put(request.path)
            return .text("ok")
        }
        let client = try server.client()
        #expect(try client.send(.get, "/one").status == 200)
        try waitUntilClosed(server)
        #expect(try client.send(.get, "/two").status == 200)
        try waitUntilClosed(server)
        #expect(throws: ClientError.closed(answerBegan: false)) { try client.send(.post, "/three") }
        #expect(calls.all == ["/one", "/rest", "/two", "/rest"])
    }

    /// The sweep that closes a newer connection at rest has closed the older ones.
    private func waitUntilClosed(_ server: TestServer) throws {
        let connection = try RawConnection(server)
        try connection.send("GET /rest HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try connection.rest()
    }
}

@Suite struct ListenerTests {
    /// A second server on the port of the first would take half of its clients.
    @Test func aTakenPortIsRefused() throws {
        let first = try Listener(host: "127.0.0.1", port: 0)
        #expect(throws: SystemError.self) { try Listener.check(host: "127.0.0.1", port: first.port) }
        #expect(throws: (any Error).self) {
            var configuration = ServerConfiguration()
            configuration.port = first.port
            _ = try Server(configuration) { _, _ in }
        }
    }
}
