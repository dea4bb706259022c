/// A small blocking HTTP/1.1 client with one kept-alive connection, for simulations and tests. Not for two threads at
/// once.
package final class Client {
    private let address: SocketAddress
    private let host: String
    private let timeout: Duration
    private let security: (host: String, trust: ClientTrust)?
    private var connection: ClientConnection?

    /// - Parameter timeout: for connecting, and for each wait for the server.
    /// - Parameter trust: nil for plain HTTP.
    package init(
        host: String, port: UInt16, timeout: Duration = .seconds(10), trust: ClientTrust? = nil
    ) throws {
        address = try SocketAddress(host: host, port: port)
        security = trust.map { (host, $0) }
        self.host = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        self.timeout = timeout
    }

    /// Sends a request and reads the answer.
    ///
    /// A kept connection may have been closed by the server meanwhile: if nothing of an answer came on it, a request
    /// that is safe to repeat (GET, HEAD, or by the caller's word) is sent once more on a new one.
    package func send(
        _ method: Method, _ target: String, headers: [(String, String)] = [], body: [UInt8] = [],
        isSafeToRepeat: Bool = false
    ) throws -> ClientResponse {
        let message = serialize(method, target, headers, body)
        let isReused = connection != nil
        do {
            return try exchange(message, method)
        } catch ClientError.closed(answerBegan: false) where isReused && (isSafeToRepeat || method.isRetrieval) {
            return try exchange(message, method)
        }
    }

    /// Writes the whole request and closes without reading: a client that goes away.
    package func sendAndHangUp(
        _ method: Method, _ target: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) throws {
        let connection = try connected()
        self.connection = nil
        try connection.write(serialize(method, target, headers, body))
    }

    package func disconnect() {
        connection = nil
    }

    private func exchange(_ message: [UInt8], _ method: Method) throws -> ClientResponse {
        do {
            let connection = try connected()
            try connection.write(message)
            var reader = ResponseReader(connection)
            let response = try reader.read(isHead: method == .head)
            if !reader.keepsAlive { self.connection = nil }
            return response
        } catch {
            connection = nil
            throw error
        }
    }

    private func connected() throws -> ClientConnection {
        if let connection { return connection }
        let new = try ClientConnection(address, timeout: timeout, security: security)
        connection = new
        return new
    }

    private func serialize(
        _ method: Method, _ target: String, _ headers: [(String, String)], _ body: [UInt8]
    ) -> [UInt8] {
        var text = "\(method.rawValue) \(target) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.0.lowercased() == "host" }) { text += "Host: \(host)\r\n" }
        for (name, value) in headers { text += "\(name): \(FieldValue.sanitized(value))\r\n" }
        if !body.isEmpty || method != .get && method != .head { text += "Content-Length: \(body.count)\r\n" }
        return Array((text + "\r\n").utf8) + body
    }
}
