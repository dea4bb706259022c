import Synchronization
import Vocabulary

/// When each device, or program, was last heard of. Kept in memory: after a restart a display that is there is heard
/// within seconds, and one that is not has been silent at least since then.
package final class Presence<Owner>: Sendable {
    /// What is written down may be this much older than what is known here, in seconds.
    private static var written: Int { 60 }

    private struct Heard {
        var at: Instant
        var written: Instant
    }

    package let since: Instant
    private let heard = Mutex<[ID<Owner>: Heard]>([:])

    package init(since: Instant) { self.since = since }

    /// - Returns: whether it is time to write it down. Then it counts as written.
    package func hear(_ id: ID<Owner>, at instant: Instant) -> Bool {
        heard.withLock { heard in
            guard let known = heard[id], Self.isFresh(known.written, at: instant) else {
                heard[id] = Heard(at: instant, written: instant)
                return true
            }
            heard[id] = Heard(at: instant, written: known.written)
            return false
        }
    }

    /// Nil for who has not been heard since the server started.
    package func lastHeard(_ id: ID<Owner>) -> Instant? { heard.withLock { $0[id]?.at } }

    /// A clock that was set back makes nothing fresh.
    private static func isFresh(_ written: Instant, at instant: Instant) -> Bool {
        max(instant.seconds(since: written), written.seconds(since: instant)) < Self.written
    }
}
