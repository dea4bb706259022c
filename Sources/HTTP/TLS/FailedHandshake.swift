/// A client and a server that did not come to terms.
package struct FailedHandshake: Sendable, Equatable {
    package let remoteAddress: String
    /// In OpenSSL's words: "tlsv1 alert unknown ca" is a client that does not trust our authority.
    package let reason: String
    /// How many more there were on this loop since the last one that was told of.
    package let others: Int
}

/// Which failed handshakes are told of: whoever tries a thousand times a second shall not fill the log.
struct FailedHandshakes {
    /// From one that is told of to the next.
    static let interval = Duration.seconds(10)
    private var nextTold: ContinuousClock.Instant?
    private var untold = 0

    /// - Returns: how many were not told of since the last one; nil if this one is not to be told of either.
    mutating func count(at now: ContinuousClock.Instant) -> Int? {
        if let nextTold, now < nextTold {
            untold += 1
            return nil
        }
        defer { untold = 0 }
        nextTold = now + Self.interval
        return untold
    }
}
