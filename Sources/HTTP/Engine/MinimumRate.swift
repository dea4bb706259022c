/// Whether bytes move fast enough, over one window after another.
///
/// A deadline alone would cut a large upload on a slow network, or let a byte a second hold a connection.
struct MinimumRate {
    private var began: ContinuousClock.Instant
    private var mark: Int

    /// - Parameter moved: bytes so far, counted from any beginning.
    init(at now: ContinuousClock.Instant, moved: Int) {
        began = now
        mark = moved
    }

    func isDue(at now: ContinuousClock.Instant, _ limits: Limits) -> Bool { now - began >= limits.rateWindow }

    /// Ends a window and begins the next.
    mutating func isTooSlow(at now: ContinuousClock.Instant, moved: Int, _ limits: Limits) -> Bool {
        let expected = Double(limits.minimumRate) * ((now - began) / .seconds(1))
        let isTooSlow = Double(moved - mark) < expected
        self = MinimumRate(at: now, moved: moved)
        return isTooSlow
    }
}
