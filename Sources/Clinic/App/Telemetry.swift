import HTTP
import Storage
import Synchronization

/// What the clinic counts on one event loop besides the server's own figures.
package final class LoopCounters: Sendable {
    /// Answers that were there, and those that had to be made.
    let hits = Counter()
    let misses = Counter()
    /// Long polls that wait now.
    let waiting = Counter()
}

/// Everything that counts, in one place for whoever asks.
final class Telemetry: Sendable {
    let store: Store
    private let server = Mutex(ServerMetrics())
    private let loops = Mutex<[LoopCounters]>([])

    init(store: Store) { self.store = store }

    /// Begins to count, now that the routes are known. Assets come behind them.
    func begin(_ routes: [Route]) {
        let names = routes.map { ServerMetrics.Route(method: $0.method.rawValue, pattern: $0.pattern) }
        server.withLock { $0 = ServerMetrics(routes: names + [.init(method: "GET", pattern: "/assets")]) }
    }

    func add(_ loop: LoopCounters) { loops.withLock { $0.append(loop) } }

    var metrics: ServerMetrics { server.withLock { $0 } }

    func sum(_ number: (LoopCounters) -> Int) -> Int { loops.withLock { $0 }.reduce(0) { $0 + number($1) } }
}
