import Synchronization

/// What a server has counted since it started: its loops count for themselves, and are added up when somebody asks.
package final class ServerMetrics: Sendable {
    /// How a route is called in figures: its pattern, never a path.
    package struct Route: Sendable, Equatable {
        package let method: String
        package let pattern: String

        package init(method: String, pattern: String) {
            self.method = method
            self.pattern = pattern
        }

        /// What was no request, or one for nothing we have.
        package static let none = Route(method: "-", pattern: "-")
    }

    /// Why a connection was not taken.
    package enum Refusal: Int, Sendable, CaseIterable {
        case total, address, descriptors
    }

    /// Why the server ended a connection that the client would have kept, or could not agree with it on TLS.
    package enum Ending: Int, Sendable, CaseIterable {
        case failedHandshake, slowHandshake, slowHead, slowBody, slowRead, idle, makesRoom
    }

    /// The first is `Route.none`; `Response.routeNumber` counts in this list.
    package let routes: [Route]
    private let loops = Mutex<[LoopMetrics]>([])

    package init(routes: [Route] = []) {
        self.routes = [.none] + routes
    }

    /// The counters of one more loop.
    func loop() -> LoopMetrics {
        let loop = LoopMetrics(routes: routes.count)
        loops.withLock { $0.append(loop) }
        return loop
    }

    /// The sums now. Counters that are read one after another may differ by what happened in between.
    package func read() -> Reading { Reading(routes: routes, loops: loops.withLock { $0 }) }
}

extension ServerMetrics {
    package struct Reading: Sendable {
        package struct Requests: Sendable {
            package let route: Route
            /// By class of status, from 1xx to 5xx.
            package let answers: [Int]
            /// In seconds, without what a long poll waited on purpose.
            package let durations: Histogram
        }

        package let accepted: Int
        package let open: Int
        package let bytesReceived: Int
        package let bytesSent: Int
        package let refused: [(reason: Refusal, count: Int)]
        package let ended: [(reason: Ending, count: Int)]
        /// Only routes that were asked for.
        package let requests: [Requests]
        /// For each loop, in seconds.
        package let turns: [Histogram]
        package let mail: [Histogram]

        init(routes: [Route], loops: [LoopMetrics]) {
            func sum(_ number: (LoopMetrics) -> Int) -> Int { loops.reduce(0) { $0 + number($1) } }
            accepted = sum { $0.accepted.value }
            open = sum { $0.open.value }
            bytesReceived = sum { $0.bytesReceived.value }
            bytesSent = sum { $0.bytesSent.value }
            refused = Refusal.allCases.map { reason in (reason, sum { $0.refusals(reason) }) }
            ended = Ending.allCases.map { reason in (reason, sum { $0.endings(reason) }) }
            requests = routes.indices.compactMap { Self.requests(routes[$0], $0, loops) }
            turns = loops.map(\.turnTimes)
            mail = loops.map(\.mailTimes)
        }

        private static func requests(_ route: Route, _ number: Int, _ loops: [LoopMetrics]) -> Requests? {
            guard let first = loops.first else { return nil }
            var answers = first.answers(route: number)
            var durations = first.durations(route: number)
            for loop in loops.dropFirst() {
                for (index, count) in loop.answers(route: number).enumerated() { answers[index] += count }
                durations += loop.durations(route: number)
            }
            return answers.contains { $0 > 0 } ? Requests(route: route, answers: answers, durations: durations) : nil
        }
    }
}
