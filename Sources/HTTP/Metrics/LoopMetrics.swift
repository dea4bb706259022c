/// What one event loop counts. Only its thread adds; whoever asks reads.
final class LoopMetrics: Sendable {
    let accepted = Counter()
    let open = Counter()
    let bytesReceived = Counter()
    let bytesSent = Counter()
    private let refusals = CounterRow(ServerMetrics.Refusal.allCases.count)
    private let endings = CounterRow(ServerMetrics.Ending.allCases.count)
    private let turns = CounterRow(DurationBuckets.width)
    private let mail = CounterRow(DurationBuckets.width)
    /// For each route: a counter for each class of status, then a histogram of durations.
    private let requests: CounterRow
    private let routes: Int

    private static let classes = 5
    private static let width = classes + DurationBuckets.width

    init(routes: Int) {
        self.routes = routes
        requests = CounterRow(routes * Self.width)
    }

    func refused(_ reason: ServerMetrics.Refusal) { refusals.add(at: reason.rawValue) }

    func ended(_ reason: ServerMetrics.Ending) { endings.add(at: reason.rawValue) }

    /// How long a turn of the loop took: the longest that an event which came at its start could wait.
    func turned(nanoseconds: Int64) { DurationBuckets.add(nanoseconds, to: turns, at: 0) }

    /// How long the oldest letter of other threads lay in the mailbox.
    func fetched(nanoseconds: Int64) { DurationBuckets.add(nanoseconds, to: mail, at: 0) }

    func answered(_ status: Status, route: Int, nanoseconds: Int64) {
        let start = (route < routes ? route : 0) * Self.width
        requests.add(at: start + min(max(status.rawValue / 100, 1), Self.classes) - 1)
        DurationBuckets.add(nanoseconds, to: requests, at: start + Self.classes)
    }

    func refusals(_ reason: ServerMetrics.Refusal) -> Int { refusals[reason.rawValue] }

    func endings(_ reason: ServerMetrics.Ending) -> Int { endings[reason.rawValue] }

    var turnTimes: Histogram { DurationBuckets.read(turns, at: 0) }

    var mailTimes: Histogram { DurationBuckets.read(mail, at: 0) }

    /// By class of status, from 1xx to 5xx.
    func answers(route: Int) -> [Int] { (0..<Self.classes).map { requests[route * Self.width + $0] } }

    func durations(route: Int) -> Histogram { DurationBuckets.read(requests, at: route * Self.width + Self.classes) }
}
