import Foundation

/// The time of day in the simulated clinic, in seconds since midnight.
struct DayClock: Sendable {
    let pace: Pace
    private let opening: Double
    private let start: ContinuousClock.Instant

    /// - Parameter opening: what the simulated clock shows now.
    init(opening: Double, pace: Pace, start: ContinuousClock.Instant = .now) {
        (self.opening, self.pace, self.start) = (opening, pace, start)
    }

    var now: Double { opening + elapsed * pace.factor }

    /// Real seconds since the start.
    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Returns when the simulated clock shows `time`; at once when there is no pace.
    func wait(until time: Double) { wait(time - now) }

    /// - Parameter seconds: of the simulated day.
    func wait(_ seconds: Double) {
        guard pace != .unpaced, seconds > 0 else { return }
        Thread.sleep(forTimeInterval: seconds / pace.factor)
    }

    /// Whether that time has come; without a pace it always has.
    func isPast(_ time: Double) -> Bool { pace == .unpaced || now >= time }
}
