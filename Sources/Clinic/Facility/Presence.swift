import Synchronization
import Vocabulary

/// When each device was last heard of. Kept in memory: after a restart a display that is there is heard within seconds,
/// and one that is not has been silent at least since then.
package final class Presence: Sendable {
    package let since: Instant
    private let heard = Mutex<[ID<Device>: Instant]>([:])

    package init(since: Instant) { self.since = since }

    package func hear(_ device: ID<Device>, at instant: Instant) {
        heard.withLock { $0[device] = instant }
    }

    /// Nil for a device that has not been heard since the server started.
    package func lastHeard(_ device: ID<Device>) -> Instant? { heard.withLock { $0[device] } }
}
