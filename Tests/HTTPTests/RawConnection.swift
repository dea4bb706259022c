@testable import HTTP

/// A connection on which a test says exactly which bytes go when.
struct RawConnection {
    private let connection: ClientConnection
    /// Lives as long as who speaks to it.
    private let server: TestServer

    init(_ server: TestServer, timeout: Duration = .seconds(10)) throws {
        self.server = server
        let address = try SocketAddress(host: "127.0.0.1", port: server.server.port)
        connection = try ClientConnection(address, timeout: timeout)
    }

    func send(_ text: String) throws {
        try connection.write(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        try connection.write(bytes)
    }

    /// Whatever has come, without waiting for an end.
    func readSome() throws -> Int {
        defer { connection.received = [] }
        return try connection.read() ? connection.received.count : 0
    }

    func endOutput() {
        connection.endOutput()
    }

    func response(isHead: Bool = false) throws -> ClientResponse {
        var reader = ResponseReader(connection)
        return try reader.read(isHead: isHead)
    }

    /// All that comes until the server closes.
    func rest() throws -> String { String(decoding: try restBytes(), as: UTF8.self) }

    func restBytes() throws -> [UInt8] {
        while try connection.read() {}
        defer { connection.received = [] }
        return connection.received
    }

    /// Reads until the text has come.
    func wait(for text: String) throws {
        while !String(decoding: connection.received, as: UTF8.self).contains(text) {
            guard try connection.read() else { throw ClientError.closed(answerBegan: true) }
        }
        connection.received = []
    }
}
