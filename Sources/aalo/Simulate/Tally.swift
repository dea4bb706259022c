import Clinic
import Synchronization

/// What everybody counts together.
final class Tally: Sendable {
    struct Figures: Sendable {
        /// Milliseconds from the request to its answer.
        var latencies: [RequestKind: [Double]] = [:]
        /// Tries after the server could not be reached or could not serve.
        var retries = 0
        /// Answers that the server gave again to the same key.
        var replays = 0
        /// Answers 409: someone was quicker, or nobody waits.
        var conflicts: [String: Int] = [:]
        var errors: [String] = []
        /// Seconds of the simulated day from joining a line to being served.
        var waits: [Stage: [Double]] = [:]
        var noShows: [Stage: Int] = [:]
        var returns = 0
        var recalls = 0
        var encounters = 0
        var invoices = 0
        /// In poisha.
        var taken = 0
        /// Real seconds until the last token was given.
        var receptionTook = 0.0

        var requests: Int { latencies.filter { !$0.key.isHeld }.values.map(\.count).reduce(0, +) }
    }

    private let state = Mutex(Figures())

    var figures: Figures { state.withLock { $0 } }

    /// Asked for often, so without a copy of all figures.
    var progress: (requests: Int, errors: Int) { state.withLock { ($0.requests, $0.errors.count) } }

    func count(_ change: (inout sending Figures) -> Void) {
        state.withLock { change(&$0) }
    }

    func fail(_ error: String) {
        count { $0.errors.append(error) }
    }
}
