import Testing

@testable import HTTP

@Suite("The request parser")
struct RequestParserTests {
    @Test(
        "takes what RFC 9112 allows",
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://clinic.test/a?b HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://clinic.test HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?a=%41&b={|} HTTP/1.1\r\nHost:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Blank: \t \r\nX-Opaque: \u{00e9}\r\n\r\n",
            "GET / HTTP/1.9\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\n\r\n",
            "PATCH / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
        ])
    func accepts(_ text: String) {
        guard case .complete(let head) = parse(text) else {
            Issue.record("\(parse(text))")
            return
        }
        #expect(head.length == text.utf8.count)
    }

    @Test(
        "refuses what is wrong or ambiguous",
        arguments: [
            ("GET / HTTP/1.1\nHost: a\n\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/1.x\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/11\r\nHost: a\r\n\r\n", 400),
            ("GET /\r\nHost: a\r\n\r\n", 400),
            ("GET\r\n\r\n", 400),
            (" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /\u{00e9} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET ftp://a/b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("\u{16}\u{03}\u{01}", 400),
            ("GET / HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nNoColon\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{7f}b\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400),
            ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
            ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
            ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
            ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
            ("PRI * HTTP/2.0\r\n\r\n", 505),
            ("POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413),
            ("GET /\(String(repeating: "a", count: 8192)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET /\(String(repeating: "a", count: 20_000))", 414),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 20_000))", 431),
            ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: 1\r\n", count: 100))\r\n", 431),
        ])
    func refuses(_ text: String, _ status: Int) {
        #expect(parse(text) == .refused(Status(rawValue: status)))
    }

    @Test("takes a head of exactly the limits")
    func exactLimits() {
        let target = "/" + String(repeating: "a", count: 8191)
        #expect(isComplete("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(isComplete("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: 1\r\n", count: 99))\r\n"))
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        let value = String(repeating: "a", count: 16 * 1024 - frame)
        #expect(isComplete("GET / HTTP/1.1\r\nHost: a\r\nX: \(value)\r\n\r\n"))
        #expect(!isComplete("GET / HTTP/1.1\r\nHost: a\r\nX: \(value)a\r\n\r\n"))
    }

    @Test("asks for more at every prefix, and gives the same in the end", arguments: Samples.heads)
    func everyPrefix(_ text: String) {
        let bytes = Array(text.utf8)
        var parser = RequestParser()
        var fields: [FieldLine] = []
        for length in 0..<bytes.count {
            let prefix = bytes.span.extracting(0..<length)
            #expect(parser.parse(prefix, limits: Limits(), fields: &fields) == .more, "after \(length) bytes")
        }
        #expect(parser.parse(bytes.span, limits: Limits(), fields: &fields) == parse(text))
    }

    @Test("reads framing and connection options")
    func framing() throws {
        let length = try #require(
            head("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nConnection: x , CLOSE\r\n\r\n"))
        #expect(length.framing == .length(12))
        #expect(!length.keepAlive)
        let chunked = try #require(
            head("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"))
        #expect(chunked.framing == .chunked)
        #expect(chunked.expectsContinue)
        #expect(chunked.keepAlive)
        let old = try #require(head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"))
        #expect(old.keepAlive)
        #expect(old.minorVersion == 0)
        let older = try #require(head("GET / HTTP/1.0\r\n\r\n"))
        #expect(!older.keepAlive)
    }

    @Test("survives 50,000 random mutations, and what it takes it takes again")
    func mutations() {
        var random = SplitMix(state: 42)
        let seeds = Samples.heads.map { Array($0.utf8) }
        var fields: [FieldLine] = []
        var taken = 0
        for _ in 0..<50_000 {
            let bytes = random.mutate(seeds[Int(random.next() % UInt64(seeds.count))])
            var parser = RequestParser()
            let outcome = parser.parse(bytes.span, limits: Limits(), fields: &fields)
            guard case .complete(let head) = outcome else { continue }
            taken += 1
            #expect(head.length <= bytes.count)
            // Only the head counts, not what is behind it.
            var again = RequestParser()
            let alone = bytes.span.extracting(0..<head.length)
            #expect(again.parse(alone, limits: Limits(), fields: &fields) == outcome)
        }
        #expect(taken > 1_000)
    }

    private func parse(_ text: String) -> RequestParser.Outcome {
        var parser = RequestParser()
        var fields: [FieldLine] = []
        let bytes = Array(text.utf8)
        return parser.parse(bytes.span, limits: Limits(), fields: &fields)
    }

    private func head(_ text: String) -> RequestHead? {
        if case .complete(let head) = parse(text) { head } else { nil }
    }

    private func isComplete(_ text: String) -> Bool { head(text) != nil }
}

enum Samples {
    static let heads = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /queue?room=3 HTTP/1.1\r\nHost: clinic.test:8080\r\nAccept: */*\r\nAccept-Encoding: gzip, br\r\n\r\n",
        "\r\nGET / HTTP/1.0\r\nX:\r\n\r\n",
        "POST /tokens HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n",
        "POST http://a/b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
    ]
}

/// A generator whose numbers are the same every time.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func mutate(_ seed: [UInt8]) -> [UInt8] {
        var bytes = seed
        for _ in 0...Int.random(in: 0...2, using: &self) {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let interesting: [UInt8] = [0, 9, 10, 13, 32, 35, 37, 47, 58, 63, 65, 127, 128, 255]
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes[place] = interesting.randomElement(using: &self) ?? 0
            case 2: bytes.insert(interesting.randomElement(using: &self) ?? 0, at: place)
            case 3 where bytes.count > 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
            }
        }
        return bytes
    }
}
