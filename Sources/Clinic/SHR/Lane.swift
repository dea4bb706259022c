import Synchronization
import Vocabulary

/// The way to one destination: who is on it, and whether it is open. One that is down holds up no other.
final class Lane: Sendable {
    let destination: Destination
    let transmission: Transmission
    let bell = Bell()
    private let pace: OutboxWorker.Pace
    private let state = Mutex(State())

    private struct State {
        var isClosed = false
        var inFlight: Set<ID<Patient>> = []
        /// Attempts in a row that found nobody there, and until when to leave it alone.
        var failures = 0
        var closedUntil: Instant?
    }

    init(_ destination: Destination, _ pace: OutboxWorker.Pace, _ executor: OutboxExecutor) {
        self.destination = destination
        self.pace = pace
        transmission = Transmission(destination, timeout: pace.timeout, executor)
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func close() {
        state.withLock { $0.isClosed = true }
        bell.ring()
    }

    /// Nothing is ever put off for longer than this; what is due later was written down by a clock that was wrong.
    private static let horizon = 7200.0

    private static func isDue(_ due: Instant, _ now: Instant) -> Bool { due <= now || due > now.adding(horizon) }

    /// Those that may go now. While the destination is in doubt only one goes, to see.
    func take(_ heads: [OutboxHead], at now: Instant) -> [OutboxHead] {
        state.withLock { state in
            if let until = state.closedUntil, !Self.isDue(until, now) { return [] }
            let room = (state.failures > 0 ? 1 : pace.inFlight) - state.inFlight.count
            let free = heads.filter { Self.isDue($0.dueAt, now) && !state.inFlight.contains($0.patient) }
                .prefix(max(0, room))
            state.inFlight.formUnion(free.map(\.patient))
            return Array(free)
        }
    }

    /// Seconds until there may be something to do, unless the bell is rung before.
    func pause(_ heads: [OutboxHead], at now: Instant) -> Double {
        let next = state.withLock { state in
            let waiting = heads.filter { !state.inFlight.contains($0.patient) }.map(\.dueAt).min()
            return waiting.map { max($0, state.closedUntil ?? $0) }
        }
        guard let next else { return 60 }
        return min(60, max(0.01, Double(next.milliseconds - now.milliseconds) / 1000))
    }

    func finish(_ head: OutboxHead) {
        state.withLock { _ = $0.inFlight.remove(head.patient) }
        bell.ring()
    }

    /// When the row is tried again, if it reached nobody; remembers how the destination is.
    func due(after reply: Reply, _ head: OutboxHead, at now: Instant) -> Instant {
        guard reply.outcome == .unreachable else {
            if reply.status != nil { open() }
            return now
        }
        if reply.reach == .row {
            open()
            return now.adding(pace.row.seconds(after: head.failures + 1))
        }
        return fail(at: now, atLeast: reply.retryAfter)
    }

    /// Nobody is there.
    @discardableResult
    func fail(at now: Instant, atLeast seconds: Int? = nil) -> Instant {
        state.withLock { state in
            // Those that were on their way together found out together: that is one failure.
            if let until = state.closedUntil, !Self.isDue(until, now) { return until }
            state.failures += 1
            let until = now.adding(max(pace.destination.seconds(after: state.failures), Double(seconds ?? 0)))
            state.closedUntil = until
            return until
        }
    }

    private func open() {
        state.withLock { state in
            state.failures = 0
            state.closedUntil = nil
        }
    }
}

extension Instant {
    func adding(_ seconds: Double) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds * 1000)) }
}
