import Foundation

/// How long to wait before trying again: longer each time, up to 30 seconds in all.
struct Backoff {
    private var next = 0.05
    private var left = 30.0

    /// The seconds to wait now; nil when it is time to give up.
    mutating func pause() -> Double? {
        guard left > 0 else { return nil }
        let pause = min(next, left)
        left -= pause
        next = min(next * 2, 2)
        return pause
    }
}
