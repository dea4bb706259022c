import HTTP
import Logging

/// One line for each answer: the route, never the path; who, never about whom.
struct AccessLog: Sendable {
    let logger: Logger

    func write(_ record: AccessRecord) {
        var metadata: Logger.Metadata = [
            "method": "\(record.method?.rawValue ?? "-")", "route": "\(record.route)",
            "status": "\(record.status.rawValue)", "bytes": "\(record.bytes)",
            "microseconds": "\(Int(record.duration / .microseconds(1)))", "request": "\(record.requestID)",
            "actor": "\(record.actor ?? "-")",
        ]
        if let trace = record.traceParent { metadata["trace"] = "\(trace)" }
        logger.info("request", metadata: metadata)
    }
}
