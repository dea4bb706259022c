import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct MetricsTests {
    private func ask(
        _ clinic: TestClinic, as caller: TestClinic.Caller = .nobody, from address: String = "127.0.0.1",
        headers: [(String, String)] = []
    ) -> Response {
        var request = clinic.request(.get, "/metrics", as: caller, headers: headers)
        request.remoteAddress = address
        return clinic.send(request)
    }

    @Test func programsOnThisMachineAndAdministratorsMayReadThem() throws {
        try TestClinic.open { clinic in
            for address in ["127.0.0.1", "127.0.0.53", "::1"] { #expect(ask(clinic, from: address).status == .ok) }
            #expect(ask(clinic, from: "192.168.1.20").status == .unauthorized)
            #expect(ask(clinic, as: .role(.administrator), from: "192.168.1.20").status == .ok)
            #expect(ask(clinic, as: .role(.manager), from: "192.168.1.20").status == .forbidden)
            #expect(ask(clinic, as: .display, from: "192.168.1.20").status == .forbidden)
        }
    }

    /// Everybody comes from this machine who comes through a proxy on it.
    @Test(arguments: ["Forwarded", "X-Forwarded-For", "Via"])
    func whoComesThroughAProxyIsNotFromThisMachine(_ field: String) throws {
        try TestClinic.open { clinic in
            #expect(ask(clinic, headers: [(field, "1.1 10.0.0.1")]).status == .unauthorized)
        }
    }

    @Test func theTokenOpensThemFromElsewhere() throws {
        try TestClinic.open(configure: { $0.metricsToken = "a-token-for-the-watcher" }) { clinic in
            let away = "192.168.1.20"
            #expect(
                ask(clinic, from: away, headers: [("Authorization", "Bearer a-token-for-the-watcher")]).status == .ok)
            #expect(
                ask(clinic, from: away, headers: [("Authorization", "Bearer a-token-for-the-watchex")]).status
                    == .unauthorized)
        }
    }

    @Test func theyAreWellFormedAndSayWhatHappened() throws {
        try TestClinic.open { clinic in
            let token = clinic.receive()
            for _ in 0..<2 { clinic.send(.get, "/api/queues/registration") }
            let answer = ask(clinic)
            #expect(answer.contentType?.value == "text/plain; version=0.0.4; charset=utf-8")
            let families = try ExpositionReader.read(answer.text)
            #expect(families["aalo_topic_cache_hits_total"]?.first?.value == 1)
            #expect(families["aalo_topic_cache_misses_total"]?.first?.value ?? 0 >= 1)
            #expect(families["aalo_writer_commits_total"]?.first?.value ?? 0 >= 1)
            #expect(families["aalo_writer_batch_size"]?.isEmpty == false)
            #expect(families["process_resident_memory_bytes"]?.first?.value ?? 0 > 1_000_000)
            #expect(families["process_open_fds"]?.first?.value ?? 0 > 3)
            #expect(families["aalo_build_info"]?.first?.labels["version"] == Version.current)
            #expect(!answer.text.contains(token.id))
        }
    }

    @Test func eachDestinationSaysHowMuchWaits() throws {
        let destination = Destination(name: "shr", base: "http://127.0.0.1:1", authorization: .none)
        try TestClinic.open(destinations: [destination]) { clinic in
            let samples = try #require(ExpositionReader.read(ask(clinic).text)["aalo_outbox_records"])
            #expect(samples.map(\.labels) == ["pending", "refused"].map { ["destination": "shr", "state": $0] })
            #expect(samples.map(\.value) == [0, 0])
        }
    }

    @Test func labelsAreEscaped() throws {
        var figures = Exposition()
        figures.gauge("a", "Help.", [.init([("name", "a\\b\"c\nd")], 0.25)])
        #expect(figures.text == "# HELP a Help.\n# TYPE a gauge\na{name=\"a\\\\b\\\"c\\nd\"} 0.25\n")
        #expect(try ExpositionReader.read(figures.text)["a"]?.first?.labels["name"] == "a\\b\"c\nd")
    }

    @Test func bucketsAreCumulative() throws {
        var figures = Exposition()
        figures.histogram("a", "Help.", [([("x", "y")], [0.1, 1], [2, 3, 4], 5.5)])
        let samples = try #require(ExpositionReader.read(figures.text)["a"])
        #expect(samples.map(\.value) == [2, 5, 9, 5.5, 9])
        #expect(samples.compactMap { $0.labels["le"] } == ["0.1", "1", "+Inf"])
    }

    @Test(
        "The strict reader refuses what Prometheus would not understand",
        arguments: [
            "a 1\n", "# TYPE a gauge\na 1\n", "# HELP a b\n# TYPE a gauge\na{x=y} 1\n",
            "# HELP a b\n# TYPE a gauge\na 1", "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a b\n# TYPE a counter\na 1\n",
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
        ])
    func strictness(_ text: String) {
        #expect(throws: ExpositionReader.Malformed.self) { try ExpositionReader.read(text) }
    }
}

@Suite struct LimitTests {
    @Test func aFullQueueOfTheWriterIsBusyAndNotBroken() throws {
        let problem = try #require(Problem(StoreError.busy))
        let response = Response.problem(problem, .bangla)
        #expect(response.status == .serviceUnavailable)
        #expect(response[header: "Retry-After"] == "2")
        #expect(response.json["type"]?.string == "/problems/busy")
    }

    private func wait(_ clinic: TestClinic, _ tag: String) -> AnswerBox {
        clinic.begin(
            clinic.request(.get, "/api/display?wait=30", as: .display, headers: [("If-None-Match", tag)]))
    }

    @Test func beyondTheLimitAPollIsToldToComeAgain() throws {
        try TestClinic.open(configure: { $0.limits.longPollsPerAddress = 1 }) { clinic in
            let tag = try #require(clinic.send(.get, "/api/display", as: .display).entityTag?.field)
            let first = wait(clinic, tag)
            #expect(first.take() == nil)
            let second = try #require(wait(clinic, tag).take())
            #expect(second.status == .serviceUnavailable)
            #expect(second[header: "Retry-After"] == "5")
            clinic.move(clinic.receive().entry, "call", 1, room: "counter-1")
            #expect(clinic.wait(for: first).status == .ok)
            // Its place is free again.
            let tagNow = try #require(clinic.send(.get, "/api/display", as: .display).entityTag?.field)
            #expect(wait(clinic, tagNow).take() == nil)
        }
    }
}
