import Foundation
import Testing

@testable import HTTP

@Suite("What the server tells about itself", .timeLimit(.minutes(1)))
struct ObservabilityTests {
    private func answer(_ headers: String, metrics: ServerMetrics = ServerMetrics()) throws -> ClientResponse {
        let server = try TestServer(configure: { $0.metrics = metrics }) { request, _ in .text(request.id) }
        let connection = try RawConnection(server)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\(headers)\r\n")
        return try connection.response()
    }

    @Test(
        "a client's request id is taken and given back",
        arguments: ["a", "7f3c-29.b_~x", String(repeating: "x", count: 64)])
    func requestID(_ id: String) throws {
        let response = try answer("x-request-ID: \(id)\r\n")
        #expect(response[header: "X-Request-Id"] == id)
        #expect(response.text == id)
    }

    @Test(
        "what is no short token is replaced by ours",
        arguments: ["", "a b", "a\"b", "ä", "<b>", String(repeating: "x", count: 65)])
    func strangeRequestID(_ id: String) throws {
        let response = try answer("X-Request-Id: \(id)\r\n")
        let ours = try #require(response[header: "X-Request-Id"])
        #expect(ours.count == 20)
        #expect(ours.utf8.allSatisfy { $0.hexDigit != nil })
        #expect(response.text == ours)
    }

    @Test("every answer has its request's id, the refusal of what was none too, and the log has the same")
    func everyAnswer() throws {
        let records = Box<AccessRecord>()
        let server = try TestServer(configure: { $0.accessLog = { records.put($0) } }) { _, _ in
            var response = Response.text("x")
            response.entityTag = .strong(of: [1])
            return response
        }
        let connection = try RawConnection(server)
        let tag = try #require(EntityTag.strong(of: [1]).field as String?)
        try connection.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: one\r\nIf-None-Match: \(tag)\r\n\r\n")
        let unchanged = try connection.response()
        #expect(unchanged.status == 304)
        #expect(unchanged[header: "X-Request-Id"] == "one")
        try connection.send("nonsense\r\n\r\n")
        let refused = try connection.response()
        #expect(refused.status == 400)
        #expect(records.wait(for: 2).map(\.requestID) == ["one", try #require(refused[header: "X-Request-Id"])])
    }

    @Test(
        "a well-formed traceparent is known, any other is not",
        arguments: [
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
            ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings", true),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", false),
            ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false),
            ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
            ("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-011", false),
            ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x", false), ("", false), ("00", false),
        ])
    func traceParent(_ field: String, _ isKnown: Bool) {
        let request = Request(.get, "/", headers: [("traceparent", field)])
        #expect(request.traceParent == (isKnown ? field : nil))
    }

    @Test("a slow answer is written down with its route and where the time went, a quick one is not")
    func slowLog() throws {
        let records = Box<AccessRecord>()
        let server = try TestServer(configure: {
            $0.slowLog = { records.put($0) }
            $0.slowAfter = .milliseconds(5)
        }) { request, _ in
            var response = Response.text("x")
            response.route = "/patients/:id"
            response.timings.queued = 3
            let begun = Monotonic.now()
            if request.path != "/quick" { while Monotonic.now() - begun < 6_000_000 {} }
            // A long poll's patience is no slowness.
            if request.path == "/held" { response.timings.held = 6_000_000 }
            return response
        }
        let client = try server.client()
        for path in ["/quick", "/held", "/slow"] { _ = try client.send(.get, path) }
        let found = records.wait()
        #expect(found.count == 1)
        #expect(found[0].route == "/patients/:id")
        #expect(found[0].duration >= .milliseconds(6))
        #expect(found[0].timings.queued == 3)
        #expect(!"\(found)".contains("/slow"))
    }

    @Test("requests are counted by route and class of status, and connections and bytes with them")
    func counting() throws {
        let metrics = ServerMetrics(routes: [.init(method: "GET", pattern: "/a/:id")])
        let server = try TestServer(loops: 2, configure: { $0.metrics = metrics }) { request, _ in
            var response = request.path == "/missing" ? Response(status: .notFound) : .text("x")
            response.routeNumber = request.path == "/a/1" ? 1 : 0
            return response
        }
        for path in ["/a/1", "/a/1", "/missing"] { _ = try server.client().send(.get, path) }
        let reading = metrics.read()
        #expect(reading.requests.map(\.route.pattern) == ["-", "/a/:id"])
        #expect(reading.requests.map(\.answers) == [[0, 0, 0, 1, 0], [0, 2, 0, 0, 0]])
        #expect(reading.requests[1].durations.count == 2)
        #expect(reading.requests[1].durations.sum > 0)
        #expect(reading.accepted == 3)
        #expect(reading.bytesReceived > 100)
        #expect(reading.bytesSent > 300)
        #expect(reading.turns.count == 2)
        #expect(reading.turns.reduce(0) { $0 + $1.count } > 0)
    }

    @Test("a duration falls into the bucket whose bound it does not pass")
    func buckets() {
        let row = CounterRow(DurationBuckets.width)
        for nanoseconds: Int64 in [0, 100_000, 100_001, 20_000_000_000] {
            DurationBuckets.add(nanoseconds, to: row, at: 0)
        }
        let histogram = DurationBuckets.read(row, at: 0)
        #expect(histogram.counts.first == 2)
        #expect(histogram.counts[1] == 1)
        #expect(histogram.counts.last == 1)
        #expect(abs(histogram.sum - 20.000200001) < 1e-9)
    }

    @Test("an answer from another thread is counted with the time it lay in the mailbox")
    func mail() throws {
        let metrics = ServerMetrics()
        let server = try TestServer(configure: { $0.metrics = metrics }) { _, exchange in
            exchange.complete(.text("x"))
            return nil
        }
        _ = try server.client().send(.get, "/")
        #expect(metrics.read().mail[0].count > 0)
    }

    @Test("threads have names")
    func names() throws {
        let server = try TestServer(loops: 2) { _, _ in .text("x") }
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        let names = tasks.compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
        #expect(Set(names).isSuperset(of: ["loop-0\n", "loop-1\n"]))
        withExtendedLifetime(server) {}
    }
}
