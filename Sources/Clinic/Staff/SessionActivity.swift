import Synchronization
import Vocabulary

/// When each session was last used by hand. Kept in memory, for every request changes it, and written down once a
/// minute at most: after a restart a session counts as idle up to a minute longer than it was.
package final class SessionActivity: Sendable {
    private struct Use {
        var last: Instant
        var written: Instant
    }

    private static let secondsBetweenWrites = 60
    private let capacity: Int
    private let uses = Mutex<[String: Use]>([:])

    init(capacity: Int = 4_096) { self.capacity = capacity }

    func isIdle(_ session: Session, longerThan seconds: Int, at instant: Instant) -> Bool {
        guard seconds > 0 else { return false }
        let last = uses.withLock { $0[session.id]?.last } ?? session.activeAt
        return instant.seconds(since: last) >= seconds
    }

    /// - Returns: whether it is time to write it down.
    func use(_ session: Session, at instant: Instant) -> Bool {
        uses.withLock { uses in
            if uses[session.id] == nil, uses.count >= capacity { Self.makeRoom(&uses) }
            var use = uses[session.id] ?? Use(last: instant, written: session.activeAt)
            use.last = max(use.last, instant)
            let isDue = instant.seconds(since: use.written) >= Self.secondsBetweenWrites
            if isDue { use.written = instant }
            uses[session.id] = use
            return isDue
        }
    }

    /// The person's own PIN was typed.
    func unlock(_ session: Session, at instant: Instant) {
        uses.withLock { $0[session.id] = Use(last: instant, written: instant) }
    }

    var count: Int { uses.withLock { $0.count } }

    /// Forgets the half that was used longest ago; the database still knows them.
    private static func makeRoom(_ uses: inout [String: Use]) {
        for (id, _) in uses.sorted(by: { $0.value.last < $1.value.last }).prefix(uses.count / 2) { uses[id] = nil }
    }
}
