import HTTP
import Logging

/// One line for each answer that took long: the route, never the path, and where the time went, in microseconds.
struct SlowLog: Sendable {
    let logger: Logger

    func write(_ record: AccessRecord) {
        logger.warning(
            "slow request",
            metadata: [
                "method": "\(record.method?.rawValue ?? "-")", "route": "\(record.route)",
                "status": "\(record.status.rawValue)", "microseconds": "\(Int(record.duration / .microseconds(1)))",
                "waited": "\(Int(record.waited / .microseconds(1)))", "held": "\(record.timings.held / 1_000)",
                "queued": "\(record.timings.queued / 1_000)", "written": "\(record.timings.written / 1_000)",
                "request": "\(record.requestID)", "trace": "\(record.traceParent ?? "-")",
            ])
    }
}
