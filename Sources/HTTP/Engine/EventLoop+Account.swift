import Glibc

/// When a request was seen and taken up, by the monotonic clock.
struct Begun {
    /// The beginning of the turn in which the loop found it whole.
    let turn: Int64
    let handling: Int64
}

extension EventLoop {
    /// Counts an answer, and writes down the lines about it that somebody wants.
    func account(
        for written: ResponseWriter.Written, _ response: Response, _ request: Request?, _ begun: Begun,
        _ connection: Connection
    ) {
        let taken = Monotonic.now() - begun.turn
        let duration = max(0, taken - response.timings.held)
        metrics.answered(written.status, route: Int(response.routeNumber), nanoseconds: duration)
        if let accessLog = configuration.accessLog {
            accessLog(record(written, response, request, begun, taken, connection))
        }
        if duration >= slowAfter, let slowLog = configuration.slowLog {
            slowLog(record(written, response, request, begun, taken, connection))
        }
    }

    private func record(
        _ written: ResponseWriter.Written, _ response: Response, _ request: Request?, _ begun: Begun, _ taken: Int64,
        _ connection: Connection
    ) -> AccessRecord {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return AccessRecord(
            time: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000, method: request?.method,
            route: response.route, status: written.status, bytes: written.bodyBytes, duration: .nanoseconds(taken),
            waited: .nanoseconds(begun.handling - begun.turn), timings: response.timings,
            requestID: request?.id ?? writer.refused.text, traceParent: request?.traceParent, actor: response.actor,
            remoteAddress: connection.remoteAddress)
    }
}
