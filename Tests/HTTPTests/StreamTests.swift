import HTTP
import Synchronization
import Testing

@Suite("An answer that is made while it is sent")
struct StreamTests {
    @Test("comes chunk by chunk, and the connection goes on")
    func pieces() throws {
        let server = try TestServer { request, _ in
            guard request.path == "/stream" else { return .text("next") }
            return Response(contentType: .text, body: .stream(Counter(pieces: ["one", "", "two", "three"])))
        }
        let connection = try RawConnection(server)
        try connection.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let response = try connection.response()
        #expect(response.text == "onetwothree")
        #expect(response[header: "Transfer-Encoding"] == "chunked")
        #expect(response[header: "Content-Length"] == nil)
        #expect(try connection.response().text == "next")
    }

    @Test("ends with the connection for HTTP/1.0")
    func untilClose() throws {
        let server = try TestServer { _, _ in Response(body: .stream(Counter(pieces: ["one", "two"]))) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let text = try connection.rest()
        #expect(text.hasSuffix("\r\n\r\nonetwo"))
        #expect(text.contains("Connection: close\r\n"))
        #expect(!text.contains("Transfer-Encoding"))
    }

    @Test("is not made for HEAD, nor when nothing changed")
    func notRun() throws {
        let source = Counter(pieces: ["one"])
        let server = try TestServer { _, _ in
            var response = Response(body: .stream(source))
            response.set("ETag", "\"1\"")
            return response
        }
        let connection = try RawConnection(server)
        try connection.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try connection.response(isHead: true)[header: "Transfer-Encoding"] == "chunked")
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\n\r\n")
        #expect(try connection.response().status == 304)
        #expect(source.given == 0)
        #expect(!source.isCancelled)
    }

    @Test("waits for its source, whichever thread that is on, and sends each piece at once")
    func events() throws {
        let demands = Box<Demand>()
        let server = try TestServer { _, _ in Response(body: .stream(Asked(demands))) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        for number in 1...3 {
            demands.wait(for: number)[number - 1].give(Array("event \(number)".utf8))
            try connection.wait(for: "7\r\nevent \(number)\r\n")
        }
        // A second word for the same demand is not heard.
        demands.wait(for: 3)[0].fail()
        demands.wait(for: 4)[3].end()
        try connection.wait(for: "0\r\n\r\n")
    }

    @Test("is made no faster than its client reads")
    func backPressure() throws {
        let source = Counter(pieces: Array(repeating: String(repeating: "x", count: 65_536), count: 1_000))
        let server = try TestServer { request, _ in
            request.path == "/stream" ? Response(body: .stream(source)) : .text("other")
        }
        let slow = try RawConnection(server)
        try slow.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        source.waitUntilStill { _ = try? server.client().send(.get, "/") }
        let ahead = source.given
        #expect(ahead < 500, "\(ahead) pieces of 64 KiB are more than two sockets hold")
        var read = 0
        while read < 10_000_000 { read += try slow.readSome() }
        source.waitUntilStill { _ = try? server.client().send(.get, "/") }
        #expect(source.given > ahead && source.given < ahead + 400)
        while read < 65_536_000 { read += try slow.readSome() }
        #expect(source.given == 1_000)
    }

    @Test("that goes wrong in the middle is broken off, so that the client can tell", arguments: ["1.1", "1.0"])
    func failure(_ version: String) throws {
        let server = try TestServer { _, _ in Response(body: .stream(Counter(pieces: ["one"], fails: true))) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/\(version)\r\nHost: a\r\n\r\n")
        #expect(throws: ClientError.self) { _ = try connection.response() }
        #expect(try server.client().send(.head, "/").status == 200)
    }

    @Test("is given up when its client goes")
    func clientGone() throws {
        let source = Counter(pieces: Array(repeating: String(repeating: "x", count: 65_536), count: 100_000))
        let server = try TestServer { request, _ in
            request.path == "/stream" ? Response(body: .stream(source)) : .text("other")
        }
        try server.client().sendAndHangUp(.get, "/stream")
        while !source.isCancelled { _ = try server.client().send(.get, "/") }
        let given = source.given
        for _ in 0..<10 { _ = try server.client().send(.get, "/") }
        #expect(source.given == given)
    }

    @Test("is given up when the server ends")
    func shutdown() throws {
        let demands = Box<Demand>()
        let source = Asked(demands)
        let server = try TestServer { _, _ in Response(body: .stream(source)) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let demand = demands.wait()[0]
        server.server.shutdown(grace: .milliseconds(1))
        server.server.wait()
        #expect(source.isCancelled)
        demand.give([1])
    }

    @Test("is finished before the server ends, if there is time")
    func drain() throws {
        let demands = Box<Demand>()
        let server = try TestServer { _, _ in Response(contentType: .text, body: .stream(Asked(demands))) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let first = demands.wait()[0]
        server.server.shutdown(grace: .seconds(10))
        first.give(Array("late".utf8))
        demands.wait(for: 2)[1].end()
        #expect(try connection.response().text == "late")
        #expect(try connection.rest().isEmpty)
        server.server.wait()
    }

    @Test("is in the access log when it is over, with all its bytes")
    func log() throws {
        let records = Box<AccessRecord>()
        let server = try TestServer(configure: { $0.accessLog = { records.put($0) } }) { _, _ in
            var response = Response(body: .stream(Counter(pieces: ["one", "two"])))
            response.route = "/stream"
            return response
        }
        _ = try server.client().send(.get, "/")
        let record = records.wait()[0]
        #expect(record.bytes == 6)
        #expect(record.route == "/stream")
    }
}

/// Gives its pieces one by one, at once.
private final class Counter: PieceSource {
    private let pieces: [String]
    private let fails: Bool
    private let state = Mutex((given: 0, isCancelled: false))

    init(pieces: [String], fails: Bool = false) {
        self.pieces = pieces
        self.fails = fails
    }

    var given: Int { state.withLock { $0.given } }
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func next(_ demand: Demand) {
        let number = state.withLock { state in
            defer { if state.given < pieces.count { state.given += 1 } }
            return state.given
        }
        if number < pieces.count {
            demand.give(Array(pieces[number].utf8))
        } else if fails {
            demand.fail()
        } else {
            demand.end()
        }
    }

    func cancel() { state.withLock { $0.isCancelled = true } }

    /// Returns when several turns of the loop asked for nothing.
    func waitUntilStill(_ turn: () -> Void) {
        var last = -1
        while last != given {
            last = given
            for _ in 0..<10 { turn() }
        }
    }
}

/// Keeps its demands for somebody else to meet.
private final class Asked: PieceSource {
    private let demands: Box<Demand>
    private let cancelled = Atomic(false)

    init(_ demands: Box<Demand>) { self.demands = demands }

    var isCancelled: Bool { cancelled.load(ordering: .sequentiallyConsistent) }

    func next(_ demand: Demand) { demands.put(demand) }

    func cancel() { cancelled.store(true, ordering: .sequentiallyConsistent) }
}
