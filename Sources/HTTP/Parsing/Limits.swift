/// Everything a client can make large, many or slow has a bound here.
package struct Limits: Sendable {
    /// Bytes of request line and header fields together, 65,535 at most; beyond: 431.
    package var head = 16 * 1024
    /// Bytes of the request target; beyond: 414.
    package var target = 8 * 1024
    /// Header field lines; beyond: 431.
    package var fields = 100
    /// Bytes of the request body after de-chunking; beyond: 413.
    package var body = 1024 * 1024
    /// Requests answered on one connection; the last answer carries `Connection: close`.
    package var requestsPerConnection = 10_000
    /// From accept to the end of the TLS handshake; beyond: closed without a word.
    package var handshakeTimeout = Duration.seconds(10)
    /// From the first byte of a head (or from accept) to its end; beyond: 408.
    package var headerTimeout = Duration.seconds(10)
    /// From the end of the head to the end of the whole body; beyond: 408.
    package var bodyTimeout = Duration.seconds(30)
    /// Between two requests on a kept-alive connection; beyond: closed without a word.
    package var idleTimeout = Duration.seconds(75)
    /// Without the client taking a single byte of an answer; beyond: closed.
    package var writeTimeout = Duration.seconds(30)
    /// Open connections of the whole server; beyond: accepted and closed at once.
    package var connections = 10_000
    /// Open connections from one remote address; beyond: accepted and closed at once.
    package var connectionsPerAddress = 4_096
    /// Pipelined requests answered for one connection before the others get their turn.
    package var pipelinedPerTurn = 16
    /// Connections accepted by one loop before the open ones get their turn.
    package var acceptedPerTurn = 64

    /// Steps of TLS handshakes made by one loop before requests get their turn.
    package var handshakesPerTurn = 32

    package init() {}
}
