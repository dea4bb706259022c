import HTTP

extension Request {
    /// Whether it comes from this machine, and not through a proxy on it, or has the token.
    func isFromMonitor(token: String?) -> Bool {
        if let token, let field = self[header: "authorization"], field.lowercased().hasPrefix("bearer ") {
            // Compared by hashes: how long that takes says nothing about the token.
            return Secret.hash(String(field.dropFirst(7))) == Secret.hash(token)
        }
        let isForwarded = ["forwarded", "x-forwarded-for", "via"].contains { self[header: $0] != nil }
        return !isForwarded && (remoteAddress.hasPrefix("127.") || remoteAddress == "::1")
    }
}
