import Synchronization
import Vocabulary

/// How much each program may ask: a bucket of requests that fills by so many a second (token bucket).
package final class ClientRate: Sendable {
    package struct Limits: Sendable {
        package var perSecond = 10
        /// How many may come at once after a rest.
        package var burst = 100

        package init() {}
    }

    private struct Bucket {
        /// In thousandths of a request.
        var level: Int
        var filled: Instant
    }

    private let limits: Limits
    private let buckets = Mutex<[ID<APIClient>: Bucket]>([:])

    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// Takes one request out of the client's bucket.
    /// - Returns: in how many seconds there is one again; nil if there was one.
    package func take(_ client: ID<APIClient>, at instant: Instant) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[client] ?? Bucket(level: limits.burst * 1000, filled: instant)
            // A clock that was set back fills nothing, and counts from where it stands now.
            let passed = max(0, instant.milliseconds - bucket.filled.milliseconds)
            let filled = Int(min(passed, 86_400_000)) * limits.perSecond
            bucket.level = min(limits.burst * 1000, bucket.level + filled)
            bucket.filled = instant
            let isThere = bucket.level >= 1000
            if isThere { bucket.level -= 1000 }
            buckets[client] = bucket
            return isThere
                ? nil : max(1, (1000 - bucket.level + limits.perSecond * 1000 - 1) / (limits.perSecond * 1000))
        }
    }
}

extension Problem {
    static func tooManyRequests(_ seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "too-many-requests",
            Bilingual("This program asks too often", "প্রোগ্রামটি খুব ঘন ঘন অনুরোধ করছে")
        ).retried(after: seconds)
    }
}
