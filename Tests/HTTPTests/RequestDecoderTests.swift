import Testing

@testable import HTTP

@Suite("The request decoder")
struct RequestDecoderTests {
    private static let chunked =
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nHello\r\n1;name=value\r\n,\r\n00A\r\n 0123456\r\n\r\n0\r\nTrailer: x\r\nAnother: y\r\n\r\n"

    @Test("reads a chunked body, however it is split in two")
    func chunkedSplits() {
        let bytes = Array((Self.chunked + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n").utf8)
        for split in 0...bytes.count {
            let bodies = decode([Array(bytes[..<split]), Array(bytes[split...])])
            #expect(bodies == ["/a Hello, 0123456\r\n", "/b "], "split at \(split)")
        }
    }

    @Test("reads several requests byte by byte")
    func byteByByte() {
        let text =
            Self.chunked + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            + "GET /c HTTP/1.1\r\nHost: a\r\n\r\n" + Self.chunked
        let bodies = decode(Array(text.utf8).map { [$0] })
        #expect(bodies == ["/a Hello, 0123456\r\n", "/b abc", "/c ", "/a Hello, 0123456\r\n"])
    }

    @Test(
        "refuses malformed chunks",
        arguments: [
            ("x\r\n", 400), ("\r\n", 400), ("1\nA", 400), ("1\r\nAB", 400), ("1\r\nA\n", 400), ("1 \r\n", 400),
            ("-1\r\n", 400), ("0x1\r\n", 400), ("123456789\r\n", 400), ("1;\u{0}\r\n", 400), ("1;a\n", 400),
            ("0\r\n:\r\n", 400), ("0\r\nA\n", 400), ("0\r\n\rX", 400),
            ("FFFFFFFF\r\n", 413), ("100001\r\n", 413), ("1;\(String(repeating: "e", count: 20_000))", 431),
        ])
    func malformedChunks(_ text: String, _ status: Int) {
        var decoder = ChunkedDecoder()
        var body: [UInt8] = []
        var position = 0
        let bytes = Array(text.utf8)
        let outcome = decoder.decode(bytes.span, at: &position, into: &body, limits: Limits())
        #expect(outcome == .refused(Status(rawValue: status)))
    }

    @Test("counts all chunks against the limit of the body")
    func chunkedLimit() {
        var limits = Limits()
        limits.body = 10
        let bytes = Array("6\r\nabcdef\r\n5\r\n".utf8)
        var decoder = ChunkedDecoder()
        var body: [UInt8] = []
        var position = 0
        #expect(decoder.decode(bytes.span, at: &position, into: &body, limits: limits) == .refused(.contentTooLarge))
        #expect(body.count == 6)
    }

    @Test("says when the client waits for 100 (Continue), and only then")
    func continuation() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"
        #expect(isWaiting(head))
        #expect(!isWaiting(head + "x"))
        #expect(!isWaiting("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"))
    }

    @Test("holds nothing between requests")
    func phases() {
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        func feed(_ text: String) -> RequestDecoder.Phase {
            let bytes = Array(text.utf8)
            var position = 0
            _ = decoder.decode(bytes.span, at: &position, limits: Limits(), fields: &fields)
            return decoder.phase
        }
        #expect(decoder.phase == .idle)
        #expect(feed("POST / HTTP/1.1\r\n") == .head)
        #expect(feed("Host: a\r\nContent-Length: 2\r\n\r\n") == .body)
        #expect(feed("a") == .body)
        #expect(feed("b") == .idle)
    }

    @Test("survives random mutations of chunked bodies")
    func mutations() {
        var random = SplitMix(state: 7)
        let seed = Array(Self.chunked.utf8)
        for _ in 0..<10_000 {
            let bytes = random.mutate(seed)
            let split = Int.random(in: 0...bytes.count, using: &random)
            let whole = decode([bytes])
            #expect(decode([Array(bytes[..<split]), Array(bytes[split...])]) == whole)
        }
    }

    private func isWaiting(_ text: String) -> Bool {
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        var position = 0
        let bytes = Array(text.utf8)
        let step = decoder.decode(bytes.span, at: &position, limits: Limits(), fields: &fields)
        if case .moreAfterContinue = step { return true }
        return false
    }

    /// "target body" of each request that the pieces make, until one is refused.
    private func decode(_ pieces: [[UInt8]]) -> [String] {
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        var found: [String] = []
        for piece in pieces {
            var position = 0
            while position < piece.count {
                switch decoder.decode(piece.span, at: &position, limits: Limits(), fields: &fields) {
                case .more, .moreAfterContinue: break
                case .refused(let status): return found + ["\(status.rawValue)"]
                case .request(let message):
                    let request = Request(message, remoteAddress: "", id: .unattached())
                    found.append(request.target + " " + request.body.text)
                }
            }
        }
        return found
    }
}
