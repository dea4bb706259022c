/// Reads one answer from a connection (RFC 9112 section 6.3, from the client's side).
struct ResponseReader {
    private(set) var keepsAlive = true
    private let connection: ClientConnection
    private var began = false
    /// Of what we download into memory, decompressed or not.
    private static let limit = 256 * 1024 * 1024

    init(_ connection: ClientConnection) {
        self.connection = connection
    }

    mutating func read(isHead: Bool) throws(ClientError) -> ClientResponse {
        do {
            return try readFinal(isHead: isHead)
        } catch .closed where began {
            throw .closed(answerBegan: true)
        }
    }

    /// Skips interim answers (RFC 9110 section 15.2).
    private mutating func readFinal(isHead: Bool) throws(ClientError) -> ClientResponse {
        while true {
            let (status, headers) = try readHead()
            if status < 200 { continue }
            let hasBody = !isHead && status != 204 && status != 304
            var body = hasBody ? try readBody(headers) : []
            if let coding = value("content-encoding", in: headers), coding == "gzip", hasBody {
                guard let plain = Inflater.decompress(body, limit: Self.limit) else { throw .malformed }
                body = plain
            }
            if value("connection", in: headers)?.lowercased() == "close" { keepsAlive = false }
            return ClientResponse(status: status, headers: headers, body: body)
        }
    }

    private mutating func readHead() throws(ClientError) -> (Int, [(name: String, value: String)]) {
        var lines: [String] = []
        while true {
            let line = try readLine()
            if line.isEmpty { break }
            lines.append(line)
        }
        guard let first = lines.first, first.hasPrefix("HTTP/1."), let status = Int(first.dropFirst(9).prefix(3)) else {
            throw .malformed
        }
        var headers: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers.append((String(line[..<colon]), String(value)))
        }
        return (status, headers)
    }

    private mutating func readLine() throws(ClientError) -> String {
        while true {
            if let end = connection.received.firstIndex(of: ASCII.lineFeed) {
                guard end > 0, connection.received[end - 1] == ASCII.carriageReturn else { throw .malformed }
                let line = String(decoding: connection.received[..<(end - 1)], as: UTF8.self)
                connection.received.removeFirst(end + 1)
                began = true
                return line
            }
            let mayRepeat = !began && connection.received.isEmpty
            guard try connection.read() else { throw .closed(answerBegan: !mayRepeat) }
        }
    }

    private mutating func readBody(_ headers: [(name: String, value: String)]) throws(ClientError) -> [UInt8] {
        if value("transfer-encoding", in: headers) != nil { return try readChunks() }
        guard let text = value("content-length", in: headers) else { return try readToEnd() }
        guard let length = Int(text), length >= 0, length <= Self.limit else { throw .malformed }
        while connection.received.count < length { try readRest() }
        defer { connection.received.removeFirst(length) }
        return Array(connection.received.prefix(length))
    }

    private func readRest() throws(ClientError) {
        guard try connection.read() else { throw .closed(answerBegan: true) }
    }

    private func readChunks() throws(ClientError) -> [UInt8] {
        var decoder = ChunkedDecoder()
        var limits = Limits()
        limits.body = Self.limit
        var body: [UInt8] = []
        while true {
            let received = connection.received
            var used = 0
            let outcome = decoder.decode(received.span, at: &used, into: &body, limits: limits)
            connection.received = Array(received.dropFirst(used))
            switch outcome {
            case .complete: return body
            case .more: try readRest()
            case .refused: throw .malformed
            }
        }
    }

    private mutating func readToEnd() throws(ClientError) -> [UInt8] {
        keepsAlive = false
        while try connection.read() {}
        defer { connection.received = [] }
        return connection.received
    }

    private func value(_ name: String, in headers: [(name: String, value: String)]) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}
