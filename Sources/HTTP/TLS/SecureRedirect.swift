/// Answers plain HTTP with the way to TLS: 308 to the same target (RFC 9110 section 15.4.9), but for what must be had
/// without.
package final class SecureRedirect: Application {
    private let suffix: String
    private let open: @Sendable (Request) -> Response?

    /// - Parameter port: where TLS is spoken.
    /// - Parameter open: answers what a client must reach that cannot speak TLS with us yet; nil for all else.
    package init(port: UInt16, open: @escaping @Sendable (Request) -> Response?) {
        suffix = port == 443 ? "" : ":\(port)"
        self.open = open
    }

    package func respond(to request: Request, _ exchange: Exchange) -> Response? {
        if request.method.isRetrieval, let response = open(request) { return response }
        guard let host = host(of: request), request.target.hasPrefix("/") else { return .problem(.badRequest) }
        var response = Response(status: .permanentRedirect)
        response.add("Location", "https://\(host)\(suffix)\(request.target)")
        // A browser would keep it for ever, and the clinic may go back to plain HTTP.
        response.cacheControl = "no-store"
        response.route = "redirect"
        return response
    }

    /// The name the client uses, if it is one that could be in a certificate: it goes into a header of ours.
    private func host(of request: Request) -> String? {
        guard let host = request[header: "host"] else { return nil }
        switch ServerName(Authority.name(of: host)) {
        case .dns(let name): return name
        case .address(let bytes) where bytes.count == 16: return "[\(Authority.name(of: host))]"
        case .address: return Authority.name(of: host)
        case nil: return nil
        }
    }

    package func endOfTurn(now: ContinuousClock.Instant) {}
}
