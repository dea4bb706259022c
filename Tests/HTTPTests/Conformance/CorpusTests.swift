import Testing

@testable import HTTP

@Suite("Hostile and malformed requests", .timeLimit(.minutes(2)))
struct CorpusTests {
    private static let probe = Array("GET /alive HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    @Test("RFC 9112 11.2: each case of the corpus gets its answer, smuggles nothing, and leaves the server healthy")
    func corpus() throws {
        let cases = try CorpusCase.all()
        #expect(cases.count >= 250)
        #expect(Set(cases.map(\.name)).count > 250)
        let server = try ConformanceServer()
        let healthy = try server.server.client()
        for item in cases {
            try check(item, server)
            #expect(try healthy.send(.get, "/health").status == 200, "after \(item.name)")
            #expect(!server.reached.all.contains("/smuggled"), "\(item.name)")
        }
    }

    private func check(_ item: CorpusCase, _ server: ConformanceServer) throws {
        let connection = try RawConnection(server.server)
        try connection.send(item.bytes)
        let isHead = item.bytes.starts(with: "HEAD ".utf8)
        let answers = try item.statuses.map { _ in try connection.response(isHead: isHead) }
        #expect(answers.map(\.status) == item.statuses, "\(item.name)")
        guard item.closes else {
            try connection.send(Self.probe)
            #expect(try connection.response().text == "GET /alive ", "\(item.name)")
            return
        }
        #expect(answers.last?[header: "Connection"] == "close", "\(item.name)")
        #expect(try connection.restBytes().isEmpty, "\(item.name)")
    }
}
