/// An answer as the client got it: de-chunked and decompressed.
package struct ClientResponse: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// The first field of that name, whatever its case.
    package subscript(header name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    /// The body, taken as UTF-8.
    package var text: String { String(decoding: body, as: UTF8.self) }
}

package enum ClientError: Error, Equatable {
    /// The server closed before its answer was complete.
    case closed(answerBegan: Bool)
    case timedOut
    /// The answer is not HTTP/1.1 as we understand it.
    case malformed
    /// The server has no certificate for its name from anybody we believe, or speaks no TLS that we take.
    case untrusted(reason: String)
    case system(call: String, code: Int32)
}
