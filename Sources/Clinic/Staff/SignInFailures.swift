import Synchronization
import Vocabulary

/// Wrong tries to sign in, of each user name and from each address, and how long who made them has to wait.
///
/// Only failures count: a whole clinic behind one address may sign in as often as it likes. They are forgiven with time
/// and not by the clock striking, so that a guesser cannot wait for the stroke.
package final class SignInFailures: Sendable {
    package struct Limits: Sendable {
        /// Failures of one user name before it has to wait; each quarter of an hour forgives one.
        package var perUser = 5
        /// Failures from one address before it has to wait; each half minute forgives one.
        package var perAddress = 30
        /// The delay begins with a second and doubles with each further failure, up to this, in seconds.
        package var longestDelay = 900

        package init() {}
    }

    private enum Source: Hashable {
        case user(String)
        case address(String)

        /// Seconds after which a failure is forgiven.
        var patience: Int {
            switch self {
            case .user: 900
            case .address: 30
            }
        }
    }

    private struct Tries {
        var failures: Int
        var last: Instant
        /// From when the time counts that forgives.
        var counted: Instant
    }

    private let limits: Limits
    private let capacity: Int
    private let known = Mutex<[Source: Tries]>([:])

    /// - Parameter capacity: how many names and addresses are remembered.
    package init(_ limits: Limits = Limits(), capacity: Int = 4_096) {
        self.limits = limits
        self.capacity = capacity
    }

    /// How many seconds this user at this address has to wait; nil if they may try.
    package func delay(_ user: String, from address: String, at instant: Instant) -> Int? {
        known.withLock { known in
            [Source.user(user), .address(address)].compactMap { source in
                known[source].flatMap { delay(source, $0, at: instant) }
            }.max()
        }
    }

    package func failed(_ user: String, from address: String, at instant: Instant) {
        known.withLock { known in
            for source in [Source.user(user), .address(address)] {
                var tries = known[source] ?? Tries(failures: 0, last: instant, counted: instant)
                forgive(&tries, source, at: instant)
                tries.failures += 1
                tries.last = instant
                if known[source] == nil, known.count >= capacity { makeRoom(&known, at: instant) }
                known[source] = tries
            }
        }
    }

    /// The right secret proves that this user's failures were their own; those of the address stay.
    package func succeeded(_ user: String) {
        known.withLock { $0[.user(user)] = nil }
    }

    var count: Int { known.withLock { $0.count } }

    private func delay(_ source: Source, _ tries: Tries, at instant: Instant) -> Int? {
        var tries = tries
        forgive(&tries, source, at: instant)
        let excess = tries.failures - free(source)
        guard excess >= 0 else { return nil }
        let delay = min(limits.longestDelay, 1 << min(excess, 20))
        let rest = delay - max(0, instant.seconds(since: tries.last))
        return rest > 0 ? rest : nil
    }

    private func free(_ source: Source) -> Int {
        switch source {
        case .user: limits.perUser
        case .address: limits.perAddress
        }
    }

    private func forgive(_ tries: inout Tries, _ source: Source, at instant: Instant) {
        let forgiven = max(0, instant.seconds(since: tries.counted)) / source.patience
        tries.failures = max(0, tries.failures - forgiven)
        tries.counted = tries.failures == 0 ? instant : tries.counted.adding(seconds: forgiven * source.patience)
    }

    /// Forgets a quarter, the least guilty first: whoever fills the table with invented names does not wash away what
    /// is known of a name that is being guessed.
    private func makeRoom(_ known: inout [Source: Tries], at instant: Instant) {
        for source in Array(known.keys) {
            guard var tries = known[source] else { continue }
            forgive(&tries, source, at: instant)
            known[source] = tries.failures == 0 ? nil : tries
        }
        guard known.count >= capacity else { return }
        let order = known.sorted { ($0.value.failures, $0.value.last) < ($1.value.failures, $1.value.last) }
        for (source, _) in order.prefix(max(1, capacity / 4)) { known[source] = nil }
    }
}

extension Problem {
    static func tooManyTries(_ seconds: Int, field: String = "secret") -> Problem {
        let minutes = (seconds + 59) / 60
        let (english, bangla) =
            seconds < 120
            ? (seconds == 1 ? "1 second" : "\(seconds) seconds", Language.bangla.digits(seconds) + " সেকেন্ড")
            : ("\(minutes) minutes", Language.bangla.digits(minutes) + " মিনিট")
        return Problem(
            .tooManyRequests, "too-many-tries",
            Bilingual(
                "Too many wrong tries. Wait \(english).", "অনেকবার ভুল হয়েছে। \(bangla) অপেক্ষা করুন।"),
            fields: [
                Field(
                    field,
                    Bilingual("Wait \(english), then type it again", "\(bangla) অপেক্ষা করে আবার লিখুন"))
            ]
        ).retried(after: seconds)
    }
}
