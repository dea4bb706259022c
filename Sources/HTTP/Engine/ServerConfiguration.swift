import Glibc

package struct ServerConfiguration: Sendable {
    /// A numeric IPv4 or IPv6 address or a name; "0.0.0.0" or "::" for all.
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port: UInt16 = 8080
    /// Event loops, each on its own thread; one per core is best.
    package var loops = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    package var limits = Limits()
    package var bodies = BodyStorage()
    /// Called on the loop's thread for every answer: it must not block.
    package var accessLog: (@Sendable (AccessRecord) -> Void)?
    /// Called like the access log for every answer that took longer than `slowAfter`.
    package var slowLog: (@Sendable (AccessRecord) -> Void)?
    package var slowAfter = Duration.seconds(1)
    /// Called on the loop's thread for failed handshakes, for some of them when there are many: it must not block.
    package var handshakeLog: (@Sendable (FailedHandshake) -> Void)?
    /// Where the loops count.
    package var metrics = ServerMetrics()
    /// Certificates, if TLS is to be spoken.
    package var tls: TLS?
    /// For how many seconds browsers shall use nothing but TLS for our name (RFC 6797); not said without TLS.
    package var strictTransportSeconds = 0
    /// Sent as `Server`, if any.
    package var serverName: String?
    /// Fields that stand on every answer, those included by which the engine itself refuses.
    package var fields: [(name: String, value: String)] = []

    package init() {}

    var strictTransport: StrictTransport? {
        tls != nil && strictTransportSeconds > 0 ? StrictTransport(seconds: strictTransportSeconds) : nil
    }
}
