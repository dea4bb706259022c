import Synchronization
import Testing

@testable import HTTP

@Suite("What one client may take", .timeLimit(.minutes(1)))
struct LimitsTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let later = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Answers at once, except `/later`, whose exchanges are kept.
    private func server(
        _ metrics: ServerMetrics = ServerMetrics(), _ exchanges: Box<Exchange> = Box(),
        _ limit: @escaping (inout Limits) -> Void
    ) throws -> TestServer {
        try TestServer(configure: {
            $0.metrics = metrics
            limit(&$0.limits)
        }) { request, exchange in
            guard request.path == "/later" else { return .text("now") }
            exchanges.put(exchange)
            return nil
        }
    }

    /// Waits until a connection was ended for that reason.
    private func wait(for ending: ServerMetrics.Ending, in metrics: ServerMetrics) {
        while metrics.read().ended.first(where: { $0.reason == ending })?.count ?? 0 < 1 {}
    }

    // MARK: Rates

    @Test("a body of a byte a second is too slow, one of a kilobyte a second is not, however long it takes")
    func rates() {
        let limits = Limits()
        let start = ContinuousClock.now
        var slow = MinimumRate(at: start, moved: 700)
        var fast = MinimumRate(at: start, moved: 700)
        #expect(!slow.isDue(at: start + .seconds(19), limits))
        #expect(slow.isDue(at: start + .seconds(20), limits))
        let isSlow = slow.isTooSlow(at: start + .seconds(20), moved: 720, limits)
        #expect(isSlow)
        for minute in 1...60 {
            let isTooSlow = fast.isTooSlow(at: start + .seconds(60 * minute), moved: 700 + 61_440 * minute, limits)
            #expect(!isTooSlow)
        }
        let hasStalled = fast.isTooSlow(at: start + .seconds(3_620), moved: 700 + 61_440 * 60 + 1_000, limits)
        #expect(hasStalled)
    }

    @Test("a body that comes too slowly ends with 408 long before its deadline")
    func slowBody() throws {
        let metrics = ServerMetrics()
        let server = try server(metrics) { $0.rateWindow = .milliseconds(10) }
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx")
        #expect(try connection.response().status == 408)
        wait(for: .slowBody, in: metrics)
    }

    @Test("an answer that is taken too slowly ends, though the socket still takes bytes now and then")
    func slowRead() throws {
        let metrics = ServerMetrics()
        let server = try TestServer(configure: {
            $0.metrics = metrics
            $0.limits.rateWindow = .milliseconds(10)
            $0.limits.minimumRate = 1_000_000_000
        }) { _, _ in Response(body: .bytes(Array(repeating: 0x78, count: 50_000_000))) }
        let connection = try RawConnection(server)
        try connection.send(Self.get)
        wait(for: .slowRead, in: metrics)
        #expect(throws: ClientError.self) { try connection.response() }
    }

    @Test("a head that does not come ends with 408, whatever else the client sends")
    func slowHead() throws {
        let metrics = ServerMetrics()
        let server = try server(metrics) { $0.headerTimeout = .milliseconds(10) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\nX-a")
        #expect(try connection.response().status == 408)
        wait(for: .slowHead, in: metrics)
    }

    @Test("more header lines than the limit are refused, and exactly as many are not")
    func fields() throws {
        let server = try server { $0.fields = 3 }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n\r\n")
        #expect(try connection.response().status == 200)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n")
        #expect(try connection.response().status == 431)
    }

    // MARK: Connections

    @Test("over the limit a client is told 503 and when to come again")
    func refusal() throws {
        let exchanges = Box<Exchange>()
        let metrics = ServerMetrics()
        let server = try server(metrics, exchanges) { $0.connections = 1 }
        let first = try RawConnection(server)
        try first.send(Self.later)
        let exchange = exchanges.wait()[0]
        let second = try RawConnection(server)
        try second.send(Self.get)
        let refusal = try second.response()
        #expect(refusal.status == 503)
        #expect(refusal[header: "Retry-After"] == "5")
        #expect(refusal[header: "Connection"] == "close")
        #expect(refusal.text.contains("\"status\":503"))
        #expect(try second.rest().isEmpty)
        exchange.complete(.text("later"))
        #expect(try first.response().text == "later")
        let reading = metrics.read()
        #expect(reading.refused.first { $0.reason == .total }?.count == 1)
        #expect(reading.accepted == 1)
        #expect(reading.open == 1)
    }

    @Test("only so many are told at the same time; the others are cut off")
    func boundedRefusal() throws {
        let exchanges = Box<Exchange>()
        let server = try server(ServerMetrics(), exchanges) {
            $0.connectionsPerAddress = 1
            $0.refusalsAtOnce = 1
        }
        let first = try RawConnection(server)
        try first.send(Self.later)
        _ = exchanges.wait()
        let told = try RawConnection(server)
        #expect(try told.response().status == 503)
        #expect(throws: (any Error).self) {
            let cut = try RawConnection(server)
            try cut.send(Self.get)
            _ = try cut.response()
        }
    }

    @Test("a connection at rest makes room for a new one, the longest resting first")
    func makingRoom() throws {
        let metrics = ServerMetrics()
        let server = try server(metrics) { $0.connectionsPerAddress = 2 }
        let first = try RawConnection(server)
        let second = try RawConnection(server)
        for connection in [first, second] {
            try connection.send(Self.get)
            #expect(try connection.response().status == 200)
        }
        let third = try RawConnection(server)
        try third.send(Self.get)
        #expect(try third.response().status == 200)
        #expect(try first.rest().isEmpty)
        try second.send(Self.get)
        #expect(try second.response().status == 200)
        #expect(metrics.read().ended.first { $0.reason == .makesRoom }?.count == 1)
    }

    @Test("at the limit a hundred clients come one after another, and each is served")
    func turnover() throws {
        let server = try server { $0.connections = 4 }
        var connections: [RawConnection] = []
        for _ in 0..<100 {
            let connection = try RawConnection(server)
            try connection.send(Self.get)
            #expect(try connection.response().status == 200)
            connections.append(connection)
        }
    }

    // MARK: Fairness

    @Test("an ordinary client is answered while a flooder's thousand pipelined requests wait")
    func flooder() throws {
        let isFlooded = Atomic(false)
        let calls = Box<String>()
        let server = try TestServer { request, _ in
            calls.put(request.path)
            // Holds up the loop at the first request, until the other client has sent its own.
            while !isFlooded.load(ordering: .acquiring) {}
            return .text(request.path)
        }
        let flooder = try RawConnection(server)
        try flooder.send(String(repeating: "GET /flood HTTP/1.1\r\nHost: a\r\n\r\n", count: 1_000))
        _ = calls.wait()
        let ordinary = try RawConnection(server)
        try ordinary.send("GET /ordinary HTTP/1.1\r\nHost: a\r\n\r\n")
        isFlooded.store(true, ordering: .releasing)
        #expect(try ordinary.response().text == "/ordinary")
        for _ in 0..<1_000 { #expect(try flooder.response().status == 200) }
        let place = try #require(calls.all.firstIndex(of: "/ordinary"))
        // The turn that was held up, a turn to accept it, a turn to read it.
        #expect(place <= 4 * Limits().pipelinedPerTurn)
    }

    @Test("of a thousand flooders the loop goes on with a few in each turn, and forgets none")
    func flooders() throws {
        let server = try TestServer(configure: { $0.limits.resumedPerTurn = 2 }) { _, _ in .text("ok") }
        let connections = try (0..<50).map { _ in try RawConnection(server) }
        for connection in connections {
            try connection.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 100))
        }
        for connection in connections {
            for _ in 0..<100 { #expect(try connection.response().text == "ok") }
        }
    }
}
