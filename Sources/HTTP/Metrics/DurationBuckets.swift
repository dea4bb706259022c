/// The buckets that all durations are counted in, and a histogram of one loop is laid out as: buckets, then the sum.
enum DurationBuckets {
    /// Upper bounds in nanoseconds; beyond the last one is the bucket without a bound.
    static let bounds: [Int64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000,
        250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]
    static let width = bounds.count + 2

    static func add(_ nanoseconds: Int64, to row: CounterRow, at start: Int) {
        var bucket = 0
        while bucket < bounds.count, nanoseconds > bounds[bucket] { bucket += 1 }
        row.add(at: start + bucket)
        row.add(Int(nanoseconds), at: start + width - 1)
    }

    static func read(_ row: CounterRow, at start: Int) -> Histogram {
        Histogram(
            bounds: bounds.map { Double($0) / 1e9 }, counts: (0...bounds.count).map { row[start + $0] },
            sum: Double(row[start + width - 1]) / 1e9)
    }
}

/// How often a value fell between which bounds.
package struct Histogram: Sendable, Equatable {
    /// Upper bounds, ascending.
    package let bounds: [Double]
    /// One for each bound, and one beyond; not cumulative.
    package private(set) var counts: [Int]
    package private(set) var sum: Double

    package init(bounds: [Double], counts: [Int], sum: Double) {
        precondition(counts.count == bounds.count + 1, "a count for each bound and one beyond")
        self.bounds = bounds
        self.counts = counts
        self.sum = sum
    }

    package var count: Int { counts.reduce(0, +) }

    static func += (all: inout Histogram, other: Histogram) {
        for index in all.counts.indices { all.counts[index] += other.counts[index] }
        all.sum += other.sum
    }
}
