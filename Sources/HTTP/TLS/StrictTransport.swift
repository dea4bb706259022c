/// The Strict-Transport-Security field line (RFC 6797).
struct StrictTransport: Sendable {
    let line: [UInt8]

    /// - Parameter seconds: for how long a browser shall use nothing but TLS for this name.
    init(seconds: Int) {
        line = Array("Strict-Transport-Security: max-age=\(seconds)\r\n".utf8)
    }

    /// Never for an address, which no browser would keep it for (section 8.1.1).
    func applies(to request: Request) -> Bool {
        guard let host = request.host, case .dns = ServerName(Authority.name(of: host)) else { return false }
        return true
    }
}
