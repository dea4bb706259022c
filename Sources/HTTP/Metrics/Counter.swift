import Synchronization

/// A number that one thread adds to and any thread reads: a plain load and store, no locked instruction.
package struct Counter: ~Copyable, Sendable {
    private let number = Atomic<Int>(0)

    package init() {}

    /// Only from the thread that owns the counter.
    package func add(_ amount: Int = 1) {
        number.store(number.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    package var value: Int { number.load(ordering: .relaxed) }
}

/// A row of counters.
final class CounterRow: @unchecked Sendable {  // behind the pointer there are only atomics
    let count: Int
    private let counters: UnsafeMutablePointer<Counter>

    init(_ count: Int) {
        self.count = count
        counters = .allocate(capacity: count)
        for index in 0..<count { (counters + index).initialize(to: Counter()) }
    }

    deinit {
        counters.deinitialize(count: count)
        counters.deallocate()
    }

    /// Only from the thread that owns the row.
    func add(_ amount: Int = 1, at index: Int) {
        precondition(index >= 0 && index < count, "a counter of the row")
        counters[index].add(amount)
    }

    subscript(index: Int) -> Int {
        precondition(index >= 0 && index < count, "a counter of the row")
        return counters[index].value
    }
}
