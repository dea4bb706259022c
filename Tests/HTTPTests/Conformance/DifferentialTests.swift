import Testing

@testable import HTTP

/// The same octets in other pieces are the same requests.
@Suite("However the octets are split", .timeLimit(.minutes(3)))
struct DifferentialTests {
    /// Several requests each, of every framing.
    private static let sequences: [String] = {
        let get = "GET /a?b=c HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n"
        let length = "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n\r\n\r\n0"
        let chunks = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let plain = chunks + "3\r\nabc\r\n0\r\n\r\n"
        let rich = chunks + "2;x=\"y;\\\"\"\r\n\r\n\r\n0A ;z\r\n0123456789\r\n00\r\nTrailer: x\r\nY:\r\n\r\n"
        let old = "GET /d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        let lines = "\r\nGET http://b/e HTTP/1.1\r\nHost: a\r\n\r\n"
        let bad = "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n"
        let good = [get, length, plain, rich, old, lines]
        let pairs = good.flatMap { first in good.map { first + $0 } }
        return pairs + good.map { $0 + bad + get } + [good.joined(), good.reversed().joined() + bad]
    }()

    @Test("every split in two, and each octet alone, decodes to the same requests")
    func decoder() throws {
        let all =
            Self.sequences.map { Array($0.utf8) } + (try CorpusCase.all().map(\.bytes).filter { $0.count < 1_000 })
        #expect(all.count > 300)
        for bytes in all {
            let whole = decode([bytes[...]])
            for split in 0...bytes.count {
                let found = decode([bytes[..<split], bytes[split...]])
                guard found != whole else { continue }
                Issue.record("\(String(decoding: bytes, as: UTF8.self)) at \(split): \(found), not \(whole)")
            }
            #expect(decode(bytes.indices.map { bytes[$0...$0] }) == whole)
        }
    }

    @Test("random pieces decode to the same requests, large heads and bodies too")
    func randomPieces() throws {
        var random = SplitMix(state: 2026)
        let all = Self.sequences.map { Array($0.utf8) } + (try CorpusCase.all().map(\.bytes))
        for bytes in all {
            let whole = decode([bytes[...]])
            for _ in 0..<10 { #expect(decode(random.pieces(of: bytes)) == whole) }
        }
    }

    @Test("over a socket each octet alone, and random pieces, get the same answers")
    func overSocket() throws {
        let server = try ConformanceServer()
        var random = SplitMix(state: 9112)
        let corpus = try CorpusCase.all().filter { $0.bytes.count < 300 && $0.statuses.last != 200 }.map(\.bytes)
        for bytes in Self.sequences.map({ Array($0.utf8) }) + corpus {
            let whole = try answers(to: [bytes[...]], server)
            #expect(try answers(to: bytes.indices.map { bytes[$0...$0] }, server) == whole)
            for _ in 0..<3 { #expect(try answers(to: random.pieces(of: bytes), server) == whole) }
        }
    }

    private func answers(to pieces: [ArraySlice<UInt8>], _ server: ConformanceServer) throws -> [String] {
        let connection = try RawConnection(server.server)
        for piece in pieces where !piece.isEmpty { try connection.send(Array(piece)) }
        connection.endOutput()
        let lines = try connection.rest().split(separator: "\r\n" as Character, omittingEmptySubsequences: false)
        return lines.filter { !$0.hasPrefix("Date: ") && !$0.hasPrefix("X-Request-Id: ") }.map(String.init)
    }

    /// Each request, and the status of what is refused.
    private func decode(_ pieces: [ArraySlice<UInt8>]) -> [String] {
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        var found: [String] = []
        for piece in pieces {
            let bytes = Array(piece)
            var position = 0
            while position < bytes.count {
                switch decoder.decode(bytes.span, at: &position, limits: Limits(), fields: &fields) {
                case .more, .moreAfterContinue: break
                case .refused(let status): return found + ["\(status.rawValue)"]
                case .request(let message):
                    let request = Request(message, remoteAddress: "", id: .unattached())
                    found.append("\(request.method) \(request.target) \(request.host ?? "-") \(request.body)")
                }
            }
        }
        return found
    }
}

extension SplitMix {
    fileprivate mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...max(2, bytes.count / 4), using: &self))
            pieces.append(bytes[start..<end])
            start = end
        }
        return pieces
    }
}
