/// One line of the access log, and of the log of slow requests. It has the route's pattern but neither path nor query, which may hold what is nobody's
/// business.
package struct AccessRecord: Sendable {
    /// When the answer was made, in milliseconds since 1970.
    package let time: Int64
    /// Nil if what came was no request.
    package let method: Method?
    package let route: String
    package let status: Status
    /// Of the body as sent, after compression.
    package let bytes: Int
    /// From the whole request's arrival to its answer; sending it is not counted.
    package let duration: Duration
    /// Of the duration: from the loop's waking up, with other requests before it, to the handler's turn.
    package let waited: Duration
    /// Of the duration, as far as the handler knows.
    package let timings: Timings
    package let requestID: String
    /// The client's trace (https://www.w3.org/TR/trace-context/), if it sent a well-formed one.
    package let traceParent: String?
    package let actor: String?
    package let remoteAddress: String?

    package init(
        time: Int64, method: Method?, route: String, status: Status, bytes: Int, duration: Duration,
        waited: Duration, timings: Timings, requestID: String, traceParent: String?, actor: String?,
        remoteAddress: String?
    ) {
        self.time = time
        self.method = method
        self.route = route
        self.status = status
        self.bytes = bytes
        self.duration = duration
        self.waited = waited
        self.timings = timings
        self.requestID = requestID
        self.traceParent = traceParent
        self.actor = actor
        self.remoteAddress = remoteAddress
    }
}
