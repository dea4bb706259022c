import COpenSSL
import Glibc
import Testing

@testable import HTTP

@Suite("Bytes over TLS", .timeLimit(.minutes(1)))
struct SecureBytesTests {
    private static let big = [UInt8]((0..<4_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })

    @Test("a large body arrives whole in both directions", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func largeBody(_ version: Int32) throws {
        let server = try TestServer(tls: [TestIdentity("localhost")], configure: { $0.limits.body = 8_000_000 }) {
            request, _ in Response(contentType: .octetStream, body: .bytes(request.body.all))
        }
        let client = try TLSClient(server) { $0.versions = version...version }
        for _ in 0..<2 {
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(Self.big.count)\r\n\r\n")
            try client.send(Self.big)
            #expect(try client.response().body == Self.big)
        }
    }

    @Test("a client that reads slowly gets every byte")
    func slowReader() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")]) { _, _ in
            Response(contentType: .octetStream, body: .bytes(Self.big))
        }
        let client = try TLSClient(server)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        var sizes = [1, 100, 4096, 16_384, 33].makeIterator()
        while try client.read(atMost: sizes.next() ?? 16_384) {}
        let bodies = client.received
        #expect(bodies.suffix(Self.big.count).elementsEqual(Self.big))
        #expect(bodies.count > 2 * Self.big.count)
        #expect(bodies.count < 2 * Self.big.count + 1000)
    }

    @Test("pieces of an answer arrive in order")
    func chunks() throws {
        let pieces = (0..<300).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0 * 7) }
        let server = try TestServer(tls: [TestIdentity("localhost")]) { _, _ in
            Response(contentType: .octetStream, body: .chunks(pieces))
        }
        let client = try TLSClient(server)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        while try client.read() {}
        let body = client.received
        let start = try #require(body.indices.first { body[$0...].starts(with: Array("\r\n\r\n".utf8)) }) + 4
        var decoder = ChunkedDecoder()
        var decoded: [UInt8] = []
        let encoded = Array(body[start...])
        var used = 0
        var limits = Limits()
        limits.body = .max
        _ = decoder.decode(encoded.span, at: &used, into: &decoded, limits: limits)
        #expect(decoded == Array(pieces.joined()))
    }

    @Test("small pieces of an answer share records with each other and with the head")
    func recordsAreFilled() throws {
        let pieces = (0..<300).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 100) }
        let server = try TestServer(tls: [TestIdentity("localhost")]) { _, _ in
            Response(contentType: .octetStream, body: .chunks(pieces))
        }
        let client = try TLSClient(server)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        var records: [Int] = []
        // One read gives what is in one record.
        while try client.read() { records.append(client.received.count - records.reduce(0, +)) }
        #expect(records.dropLast().allSatisfy { $0 == 16_384 }, "\(records)")
        #expect(client.received.count > 300 * 100)
    }

    @Test("requests that come in one record are all answered, in order")
    func pipelining() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try TLSClient(server)
        let requests = (0..<200).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
        try client.send(requests.joined())
        for number in 0..<200 { #expect(try client.response().body == Array("/\(number)".utf8)) }
    }

    @Test("requests that come in many records behind one that waits are answered after it")
    func bufferedBehindPending() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer(tls: [TestIdentity("localhost")]) { request, exchange in
            guard request.path == "/later" else { return .text(request.path) }
            exchanges.put(exchange)
            return nil
        }
        let client = try TLSClient(server)
        try client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
        for number in 0..<20 { try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n") }
        exchanges.wait()[0].complete(.text("late"))
        #expect(try client.response().body == Array("late".utf8))
        for number in 0..<20 { #expect(try client.response().body == Array("/\(number)".utf8)) }
    }

    @Test("a client that has said goodbye after its request still gets the answer")
    func halfClose() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer(tls: [TestIdentity("localhost")]) { _, exchange in
            exchanges.put(exchange)
            return nil
        }
        let client = try TLSClient(server)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        client.sayGoodbye()
        exchanges.wait()[0].complete(.text("still"))
        #expect(try client.response().body == Array("still".utf8))
        #expect(try client.rest().isEmpty)
    }

    @Test("the server's last word is close_notify, whoever ends")
    func goodbye() throws {
        let server = try TestServer(
            tls: [TestIdentity("localhost")], configure: { $0.limits.idleTimeout = .milliseconds(1) })
        let asked = try TLSClient(server)
        try asked.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try asked.rest().hasSuffix("/a"))
        let idle = try TLSClient(server)
        #expect(try idle.get() == "/")
        #expect(try idle.rest().isEmpty)
        let malformed = try TLSClient(server)
        try malformed.send("nonsense\r\n\r\n")
        #expect(try malformed.rest().hasPrefix("HTTP/1.1 400 "))
    }

    @Test("a body that was cut off is no body", arguments: ["Content-Length: 10", "Transfer-Encoding: chunked"])
    func truncation(_ framing: String) throws {
        let bodies = Box<[UInt8]>()
        let server = try TestServer(tls: [TestIdentity("localhost")]) { request, _ in
            bodies.put(request.body.all)
            return .text("got")
        }
        let client = try TLSClient(server)
        try client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n5\r\nab")
        client.cut()
        #expect(throws: TLSClient.Failure.self) { while try client.read() {} }
        #expect(client.received.isEmpty)
        #expect(bodies.all.isEmpty)
        #expect(try TLSClient(server).get() == "got")
    }

    @Test("a large body whose client goes on sending after the refusal sees the refusal")
    func lingering() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try TLSClient(server)
        try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n")
        try client.send([UInt8](repeating: 0x78, count: 3_000_000))
        #expect(try client.response().head.hasPrefix("HTTP/1.1 413 "))
        #expect(try client.rest().isEmpty)
    }

    @Test("a server that shuts down finishes the request in flight, and says goodbye")
    func drain() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer(tls: [TestIdentity("localhost")]) { _, exchange in
            exchanges.put(exchange)
            return nil
        }
        let client = try TLSClient(server)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let exchange = exchanges.wait()[0]
        server.server.shutdown(grace: .seconds(30))
        exchange.complete(.text("last"))
        #expect(try client.rest().hasSuffix("last"))
        server.server.wait()
    }

    @Test("browsers are told to come by TLS only, at a name and never at an address")
    func strictTransport() throws {
        let server = try TestServer(
            tls: [TestIdentity("localhost")], configure: { $0.strictTransportSeconds = 3600 })
        let client = try TLSClient(server)
        for (host, isTold) in [
            ("localhost", true), ("clinic.example:8443", true), ("127.0.0.1", false), ("127.0.0.1:8443", false),
            ("[::1]:8443", false),
        ] {
            try client.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(try client.response().head.contains("Strict-Transport-Security: max-age=3600\r\n") == isTold)
        }
        let plain = try TestServer(configure: { $0.strictTransportSeconds = 3600 }) { _, _ in .text("ok") }
        let answer = try plain.client().send(.get, "/", headers: [("Host", "localhost")])
        #expect(answer[header: "Strict-Transport-Security"] == nil)
    }
}
