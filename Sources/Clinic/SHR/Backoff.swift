/// How long to wait after so many failures in a row: twice as long each time up to a limit, and half of that at random,
/// so that clinics which lost the same server do not come back to it in the same second.
package struct Backoff: Sendable {
    package let first: Double
    package let longest: Double

    /// Seconds.
    package init(first: Double, longest: Double) {
        self.first = first
        self.longest = longest
    }

    /// - Parameters: the failures until now, at least one; a number from 0 to 1.
    package func seconds(after failures: Int, random: Double = .random(in: 0...1)) -> Double {
        var full = first
        for _ in 1..<max(1, min(failures, 30)) where full < longest { full *= 2 }
        full = min(full, longest)
        return full / 2 + full / 2 * random
    }
}
