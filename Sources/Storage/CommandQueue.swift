import Foundation

/// Commands on their way from any thread to the writer's.
///
/// A condition rather than a `Mutex`: the writer must sleep, and the Thread Sanitizer sees it.
final class CommandQueue: Sendable {
    private let condition = NSCondition()
    private nonisolated(unsafe) var waiting: [Command] = []  // touched only under the condition's lock
    private nonisolated(unsafe) var isClosed = false  // touched only under the condition's lock

    var count: Int { condition.withLock { waiting.count } }

    /// - Parameter limit: how many may wait before it.
    /// - Returns: why the command was not taken; nil when it was.
    func append(_ command: Command, limit: Int) -> StoreError? {
        condition.withLock {
            guard !isClosed else { return .stopped }
            guard waiting.count < limit else { return .busy }
            waiting.append(command)
            condition.signal()
            return nil
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
