/// How often a value fell between which bounds.
package struct Distribution: Sendable, Equatable {
    /// Upper bounds, ascending.
    package let bounds: [Double]
    /// One for each bound, and one beyond; not cumulative.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    package mutating func add(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }
}
