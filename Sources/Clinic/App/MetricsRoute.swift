import GRDB
import HTTP
import Storage

/// `GET /metrics`: what the server counts about itself, for Prometheus and whoever reads its format. Nothing of anybody.
enum MetricsRoute {
    static func add(_ telemetry: Telemetry, to routes: inout Routes) {
        routes.query("/metrics", by: .monitors.and(.clients(.metrics)), "What the server counts about itself") {
            (_: NoInput, act, db) in
            var figures = Exposition()
            figures.gauge("aalo_build_info", "Which program runs.", [.init([("version", Version.current)], 1)])
            write(telemetry.metrics.read(), to: &figures)
            write(telemetry.store.statistics, to: &figures)
            write(telemetry, to: &figures)
            for feature in Feature.all { try feature.measure?(&figures, act, db) }
            write(ProcessFigures.read(), to: &figures)
            return Figures(text: figures.text)
        }
    }

    private typealias Row = (labels: [(name: String, value: String)], bounds: [Double], counts: [Int], sum: Double)

    private static func row(_ histogram: Histogram, _ labels: [(name: String, value: String)] = []) -> Row {
        (labels, histogram.bounds, histogram.counts, histogram.sum)
    }

    private static func row(_ distribution: Distribution) -> Row {
        ([], distribution.bounds, distribution.counts, distribution.sum)
    }

    // MARK: The server

    private static func write(_ reading: ServerMetrics.Reading, to figures: inout Exposition) {
        writeRequests(reading.requests, to: &figures)
        figures.gauge("aalo_connections_open", "Open connections.", reading.open)
        figures.counter("aalo_connections_accepted_total", "Connections taken.", reading.accepted)
        figures.counter(
            "aalo_connections_refused_total", "Connections not taken, by what there was too much of.",
            reading.refused.map { .init([("reason", $0.reason.name)], $0.count) })
        figures.counter(
            "aalo_connections_ended_total", "Connections ended by the server, by reason.",
            reading.ended.map { .init([("reason", $0.reason.name)], $0.count) })
        figures.counter("aalo_received_bytes_total", "Bytes read from clients.", reading.bytesReceived)
        figures.counter("aalo_sent_bytes_total", "Bytes written to clients.", reading.bytesSent)
        figures.histogram(
            "aalo_loop_turn_seconds", "How long a turn of an event loop took, and so at most an event waited.",
            reading.turns.enumerated().map { row($1, [("loop", String($0))]) })
        figures.histogram(
            "aalo_loop_mail_seconds", "How long answers of other threads waited for an event loop.",
            reading.mail.enumerated().map { row($1, [("loop", String($0))]) })
    }

    private static func writeRequests(_ requests: [ServerMetrics.Reading.Requests], to figures: inout Exposition) {
        figures.counter(
            "aalo_http_requests_total", "Requests answered, by route and class of status.",
            requests.flatMap { request in
                request.answers.enumerated().filter { $0.element > 0 }.map { index, count in
                    .init(labels(request.route) + [("status", "\(index + 1)xx")], count)
                }
            })
        figures.histogram(
            "aalo_http_request_duration_seconds", "From the whole request to its answer, without what a poll waited.",
            requests.map { row($0.durations, labels($0.route)) })
    }

    private static func labels(_ route: ServerMetrics.Route) -> [(name: String, value: String)] {
        [("method", route.method), ("route", route.pattern)]
    }

    // MARK: The clinic

    private static func write(_ writer: WriterStatistics, to figures: inout Exposition) {
        figures.gauge("aalo_writer_queue_length", "Commands that wait for the writer.", writer.waiting)
        figures.counter("aalo_writer_commands_total", "Commands answered by the writer.", writer.commands)
        figures.counter("aalo_writer_commits_total", "Commits.", writer.commits)
        figures.counter("aalo_writer_failed_commits_total", "Commits that failed.", writer.failedCommits)
        figures.histogram("aalo_writer_batch_size", "Commands of a commit.", [row(writer.batchSizes)])
        figures.histogram(
            "aalo_writer_transaction_seconds", "From BEGIN to the end of COMMIT.", [row(writer.transactionTimes)])
        figures.histogram(
            "aalo_writer_commit_seconds", "COMMIT alone, which syncs the log.", [row(writer.commitTimes)])
    }

    private static func write(_ telemetry: Telemetry, to figures: inout Exposition) {
        figures.counter(
            "aalo_topic_cache_hits_total", "Answers that were kept from before.", telemetry.sum { $0.hits.value })
        figures.counter(
            "aalo_topic_cache_misses_total", "Answers that were made anew.", telemetry.sum { $0.misses.value })
        figures.gauge("aalo_long_polls_waiting", "Requests that wait for a change.", telemetry.sum { $0.waiting.value })
    }

    // MARK: The process

    private static func write(_ process: ProcessFigures, to figures: inout Exposition) {
        figures.gauge("process_resident_memory_bytes", "Resident memory.", process.residentBytes)
        figures.gauge("process_virtual_memory_bytes", "Virtual memory.", process.virtualBytes)
        figures.gauge("process_open_fds", "Open descriptors.", process.openDescriptors)
        figures.gauge("process_max_fds", "Descriptors the system allows.", process.allowedDescriptors)
        figures.counter(
            "process_cpu_seconds_total", "Processor time, of the program and of the system for it.",
            [.init([], process.cpuSeconds)])
    }
}

/// The text format of Prometheus.
private struct Figures: Answer {
    let text: String

    static var description: AnswerDescription { AnswerDescription(.ok, contentType) }

    private static let contentType = ContentType("text/plain; version=0.0.4; charset=utf-8", isCompressible: true)

    func response(for act: Act) -> Response {
        var response = Response(contentType: Self.contentType, body: .bytes(Array(text.utf8)))
        response.cacheControl = "no-store"
        return response
    }
}

extension ServerMetrics.Refusal {
    fileprivate var name: String {
        switch self {
        case .total: "total"
        case .address: "address"
        case .descriptors: "descriptors"
        }
    }
}

extension ServerMetrics.Ending {
    fileprivate var name: String {
        switch self {
        case .failedHandshake: "failed_handshake"
        case .slowHandshake: "slow_handshake"
        case .slowHead: "slow_head"
        case .slowBody: "slow_body"
        case .slowRead: "slow_read"
        case .idle: "idle"
        case .makesRoom: "makes_room"
        }
    }
}
