/// One line of the access log. It has the route's pattern but neither path nor query, which may hold what is nobody's
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
    /// From the whole request to its answer; sending it is not counted.
    package let duration: Duration
    package let requestID: String
    package let actor: String?
    package let remoteAddress: String?

    package init(
        time: Int64, method: Method?, route: String, status: Status, bytes: Int, duration: Duration,
        requestID: String, actor: String?, remoteAddress: String?
    ) {
        self.time = time
        self.method = method
        self.route = route
        self.status = status
        self.bytes = bytes
        self.duration = duration
        self.requestID = requestID
        self.actor = actor
        self.remoteAddress = remoteAddress
    }
}
