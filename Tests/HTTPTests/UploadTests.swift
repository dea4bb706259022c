import Glibc
import Testing

@testable import HTTP

@Suite("A large request body")
struct UploadTests {
    /// Bytes that repeat nowhere near.
    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) }
    }

    /// Answers with how the body came and its digest.
    private func server(
        _ configure: (inout ServerConfiguration) -> Void = { _ in },
        admit: @escaping TestServer.Admission = { _ in .upTo(8_000_000) }
    ) throws -> TestServer {
        try TestServer(
            configure: {
                $0.limits.upload = 10_000_000
                $0.bodies.threshold = 100_000
                configure(&$0)
            }, admit: admit
        ) { request, _ in request.method == .head ? Response() : .text(Self.account(of: request.body)) }
    }

    private static func account(of body: Content) -> String {
        "\(body.isFile ? "file" : "bytes") \(body.count) \(EntityTag.strong(of: body.all).opaque)"
    }

    private func account(_ kind: String, _ bytes: [UInt8]) -> String {
        "\(kind) \(bytes.count) \(EntityTag.strong(of: bytes).opaque)"
    }

    @Test("goes to a file beyond the threshold, and comes whole", arguments: [1, 99_999, 100_000, 100_001, 5_000_000])
    func threshold(_ count: Int) throws {
        let bytes = Self.bytes(count)
        let server = try server()
        let client = try server.client()
        let expected = account(count > 100_000 ? "file" : "bytes", bytes)
        #expect(try client.send(.post, "/", body: bytes).text == expected)
        #expect(try client.send(.post, "/", body: bytes).text == expected)
    }

    @Test("may come in chunks of any size", arguments: [1_000, 70_000, 1_000_000])
    func chunked(_ size: Int) throws {
        let bytes = Self.bytes(3_000_000)
        let server = try server()
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = bytes[start..<min(start + size, bytes.count)]
            try connection.send(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8))
        }
        try connection.send("0\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try connection.response().text == account("file", bytes))
        #expect(try connection.response().text == account("bytes", []))
    }

    @Test("has a limit that the application sets by the head")
    func limits() throws {
        let server = try server(admit: { $0.path == "/photo" ? .upTo(3_000_000) : .upTo(0) })
        func status(_ path: String, _ length: Int) throws -> Int {
            let connection = try RawConnection(server)
            try connection.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
            try connection.send(Self.bytes(min(length, 50_000)))
            if length <= 50_000 { return try connection.response().status }
            connection.endOutput()
            let text = try connection.rest()
            return text.hasPrefix("HTTP/1.1 413 ") ? 413 : text.isEmpty ? 0 : -1
        }
        #expect(try status("/form", 50_000) == 200)
        #expect(try status("/form", 1_048_577) == 413)
        #expect(try status("/photo", 3_000_001) == 413)
        #expect(try status("/photo", 10_000_001) == 413)
        // Taken, and given up by the client.
        #expect(try status("/photo", 3_000_000) == 0)
    }

    @Test("is counted when it comes in chunks")
    func chunkedLimit() throws {
        let server = try server(admit: { _ in .upTo(2_000_000) })
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = Array("F4240\r\n".utf8) + Self.bytes(1_000_000) + Array("\r\n".utf8)
        try connection.send(chunk + chunk)
        try connection.send("1\r\n")
        let response = try connection.response()
        #expect(response.status == 413)
        #expect(response[header: "Connection"] == "close")
    }

    @Test("is refused instead of 100 (Continue), and asked for with it")
    func expectations() throws {
        let server = try server(admit: {
            $0.path == "/photo" ? .upTo(3_000_000) : .answered(Response(status: .unauthorized))
        })
        func begin(_ path: String, _ length: Int) throws -> RawConnection {
            let connection = try RawConnection(server)
            try connection.send(
                "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\nExpect: 100-continue\r\n\r\n")
            return connection
        }
        let taken = try begin("/photo", 3_000_000)
        try taken.wait(for: "HTTP/1.1 100 Continue\r\n\r\n")
        let bytes = Self.bytes(3_000_000)
        try taken.send(bytes)
        #expect(try taken.response().text == account("file", bytes))
        for (path, length, status) in [("/photo", 3_000_001, 413), ("/other", 2_000_000, 401)] {
            let refused = try begin(path, length)
            let response = try refused.response()
            #expect(response.status == status)
            #expect(response[header: "Connection"] == "close")
            #expect(try refused.rest().isEmpty)
        }
    }

    @Test("is asked for only where it matters")
    func seldomAsked() throws {
        let asked = Box<String>()
        let server = try server(admit: {
            asked.put($0.target)
            return .upTo(3_000_000)
        })
        let client = try server.client()
        _ = try client.send(.get, "/none")
        _ = try client.send(.post, "/small", body: Self.bytes(1_048_576))
        _ = try client.send(.post, "/large", body: Self.bytes(1_048_577))
        #expect(asked.all == ["/large"])
    }

    @Test("leaves nothing in its folder, neither while it comes nor when its client has gone")
    func nothingLeft() throws {
        let folder = try Scratch()
        let server = try server { $0.bodies.folder = folder.path }
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
        try connection.send(Self.bytes(4_000_000))
        let client = try server.client()
        #expect(try client.send(.get, "/").status == 200)
        #expect(try folder.names() == [])
        connection.endOutput()
        #expect(try connection.rest() == "")
        #expect(try folder.names() == [])
    }

    @Test("is answered 507 where it cannot be written, and the server goes on")
    func noFolder() throws {
        let server = try server { $0.bodies.folder = "/nowhere/at/all" }
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
        try connection.send(Self.bytes(200_000))
        let response = try connection.response()
        #expect(response.status == 507)
        #expect(response[header: "Connection"] == "close")
        #expect(try server.client().send(.post, "/", body: [1]).status == 200)
    }

    @Test(
        "is answered 507 when the disk is full, and there is room again afterwards",
        .enabled(if: SmallDisk.isPermitted, "mounting a tmpfs needs root"))
    func diskFull() throws {
        let disk = try SmallDisk()
        let server = try server { $0.bodies.folder = disk.path }
        let small = Self.bytes(700_000)
        for _ in 0..<3 {
            let connection = try RawConnection(server)
            try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
            try connection.send(Self.bytes(1_500_000))
            #expect(try connection.response().status == 507)
            #expect(try connection.rest().isEmpty)
            #expect(try server.client().send(.post, "/", body: small).text == account("file", small))
        }
    }

    /// Memory is the whole process's, other tests' included; alone it grows by a tenth of this.
    @Test("is on the disk: fifty at once of 20 MB grow the memory by less than 200 MB")
    func memory() throws {
        let server = try server(
            { configuration in
                configuration.limits.upload = 20_971_520
                configuration.bodies = BodyStorage()
            }, admit: { _ in .upTo(20_971_520) })
        let piece = Self.bytes(65_536)
        let before = try Self.residentMemory()
        let connections = try (0..<50).map { _ in try RawConnection(server, timeout: .seconds(60)) }
        for connection in connections {
            try connection.send("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 20971520\r\n\r\n")
        }
        for _ in 0..<320 { for connection in connections { try connection.send(piece) } }
        for connection in connections { #expect(try connection.response(isHead: true).status == 200) }
        let growth = try Self.residentMemory() - before
        print("50 uploads of 20 MB: \(growth / 1024) KB more")
        #expect(growth < 200 << 20)
    }

    /// Bytes that are this process's own (proc(5)).
    private static func residentMemory() throws -> Int {
        let file = try #require(fopen("/proc/self/status", "r"))
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard text.hasPrefix("RssAnon:") else { continue }
            return (Int(text.split { !$0.isNumber }.first ?? "") ?? 0) << 10
        }
        throw Scratch.NotMade()
    }

    @Test("is read in parts by ranges")
    func ranges() throws {
        let bytes = Self.bytes(300_000)
        let file = try TemporaryFile(in: "/tmp")
        try file.write(bytes.span, at: 0)
        let content = Content.file(FileRange(file, count: bytes.count))
        #expect(try content.bytes() == bytes)
        let part = content.extracting(100..<200_100)
        #expect(try part.extracting(50..<150_000).bytes() == Array(bytes[150..<150_100]))
        #expect(Content.bytes(bytes).extracting(5..<9).all == Array(bytes[5..<9]))
        #expect(content.extracting(7..<7).isEmpty)
        #expect(throws: SystemError.self) { try Content.file(FileRange(file, count: 300_001)).bytes() }
    }
}
