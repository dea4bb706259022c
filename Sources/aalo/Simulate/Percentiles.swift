/// Values in order, to ask for percentiles.
struct Percentiles {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var count: Int { sorted.count }
    var maximum: Double? { sorted.last }

    /// The smallest value that at least `percent` of all values do not exceed (nearest rank); nil of nothing.
    func at(_ percent: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let rank = (percent / 100 * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }
}
