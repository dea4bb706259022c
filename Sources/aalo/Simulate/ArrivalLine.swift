import Synchronization

/// The arrivals of the day, for whichever tablet is free next.
final class ArrivalLine: Sendable {
    private let arrivals: [Arrival]
    private let next = Mutex(0)

    init(_ arrivals: [Arrival]) { self.arrivals = arrivals }

    /// The next arrival and its number, counted from 0.
    func take() -> (number: Int, arrival: Arrival)? {
        let number = next.withLock { next in
            defer { next += 1 }
            return next
        }
        return number < arrivals.count ? (number, arrivals[number]) : nil
    }
}
