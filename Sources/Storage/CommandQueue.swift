import Foundation

/// Commands on their way from any thread to the writer's.
///
/// A condition rather than a `Mutex`: the writer must sleep, and the Thread Sanitizer sees it.
final class CommandQueue: Sendable {
    private let condition = NSCondition()
    private nonisolated(unsafe) var waiting: [Command] = []  // touched only under the condition's lock
    private nonisolated(unsafe) var isClosed = false  // touched only under the condition's lock

    var count: Int { condition.withLock { waiting.count } }

    /// False when the queue has been closed, and the command was not taken.
    func append(_ command: Command) -> Bool {
        condition.withLock {
            guard !isClosed else { return false }
            waiting.append(command)
            condition.signal()
            return true
        }
    }

    /// Waits for commands and gives the oldest, `limit` at most; nil when the queue is closed and empty.
    func next(limit: Int) -> [Command]? {
        condition.withLock {
            while waiting.isEmpty && !isClosed { condition.wait() }
            return waiting.isEmpty ? nil : take(limit)
        }
    }

    private func take(_ limit: Int) -> [Command] {
        let batch = Array(waiting.prefix(limit))
        waiting.removeFirst(batch.count)
        return batch
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.signal()
        }
    }
}
