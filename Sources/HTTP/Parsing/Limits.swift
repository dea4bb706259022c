/// Everything a client can make large, many or slow has a bound here.
package struct Limits: Sendable {
    /// Bytes of request line and header fields together, 65,535 at most; beyond: 431.
    package var head = 16 * 1024
    /// Bytes of the request target; beyond: 414.
    package var target = 8 * 1024
    /// Header field lines; beyond: 431.
    package var fields = 100
    /// Bytes of the request body after de-chunking, where the application does not say otherwise; beyond: 413.
    package var body = 1024 * 1024
    /// Bytes of the largest body that any route takes, by `Application.admit`; beyond: 413 without asking.
    package var upload = 0
    /// Requests answered on one connection; the last answer carries `Connection: close`.
    package var requestsPerConnection = 10_000
    /// From accept to the end of the TLS handshake; beyond: closed without a word.
    package var handshakeTimeout = Duration.seconds(10)
    /// From the first byte of a head (or from accept) to its end; beyond: 408.
    package var headerTimeout = Duration.seconds(10)
    /// From the end of the head to the end of the whole body; beyond: 408.
    package var bodyTimeout = Duration.seconds(600)
    /// Between two requests on a kept-alive connection; beyond: closed without a word.
    package var idleTimeout = Duration.seconds(75)
    /// Without the client taking a single byte of an answer; beyond: closed.
    package var writeTimeout = Duration.seconds(30)
    /// Bytes per second, over each `rateWindow`, that a body must come and an answer must be taken with; below: 408,
    /// or closed.
    package var minimumRate = 512
    /// Long enough for a tablet to find its way back into the Wi-Fi.
    package var rateWindow = Duration.seconds(20)
    /// Open connections of the whole server. Beyond, those that rest make room, the longest resting first; then: 503.
    package var connections = 4_096
    /// Open connections from one remote address; beyond: as above, among its own.
    package var connectionsPerAddress = 1_024
    /// Clients that one loop is telling 503 at the same time; those beyond are cut off without a word.
    package var refusalsAtOnce = 64
    /// Pipelined requests answered for one connection before the others get their turn. What is sent further ahead
    /// waits: a receive buffer of it in our memory, the rest in the kernel.
    package var pipelinedPerTurn = 16
    /// Connections with more to do that one loop goes on with in one turn.
    package var resumedPerTurn = 64
    /// Connections accepted by one loop before the open ones get their turn.
    package var acceptedPerTurn = 64

    /// Steps of TLS handshakes made by one loop before requests get their turn.
    package var handshakesPerTurn = 32

    package init() {}
}
