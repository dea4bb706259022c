import Dispatch
import Synchronization

/// Commands on their way from any thread to the writer's.
final class CommandQueue: Sendable {
    private struct State {
        var waiting: [Command] = []
        var isWriterAsleep = false
        var isClosed = false

        /// Empty means: sleep until the next arrival.
        mutating func take(_ limit: Int) -> [Command]? {
            if waiting.isEmpty {
                isWriterAsleep = !isClosed
                return isClosed ? nil : []
            }
            let batch = Array(waiting.prefix(limit))
            waiting.removeFirst(batch.count)
            return batch
        }

        /// Whether the writer sleeps and is the caller's to wake.
        mutating func takeSleep() -> Bool {
            defer { isWriterAsleep = false }
            return isWriterAsleep
        }
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    var count: Int { state.withLock { $0.waiting.count } }

    /// False when the queue has been closed, and the command was not taken.
    func append(_ command: Command) -> Bool {
        let (taken, wake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(command)
            return (true, state.takeSleep())
        }
        if wake { arrival.signal() }
        return taken
    }

    /// Waits for commands and gives the oldest, `limit` at most; nil when the queue is closed and empty.
    func next(limit: Int) -> [Command]? {
        while true {
            let batch = state.withLock { $0.take(limit) }
            guard let batch else { return nil }
            guard batch.isEmpty else { return batch }
            arrival.wait()
        }
    }

    func close() {
        let wake = state.withLock { state in
            state.isClosed = true
            return state.takeSleep()
        }
        if wake { arrival.signal() }
    }
}
