import Dispatch
import Foundation
import GRDB
import HTTP
import Storage
import Synchronization
import Vocabulary

/// Long reads and slow proofs, one after another on a thread of their own, with a connection of their own: they hold up
/// neither an event loop nor the writer. Each document has a thread besides, for it waits for whoever reads it: Dispatch
/// has few threads for all, and those that wait would be missing elsewhere.
final class Reports: Sendable {
    private static let longestLine = 64
    private static let documentsAtOnce = 4
    let store: Store
    private let queue = DispatchQueue(label: "aalo.reports")
    private let waiting = Mutex(0)
    private let open = Mutex(0)

    init(store: Store) { self.store = store }

    /// - Throws: `Problem.busy` when too many wait already.
    func run(_ body: @escaping @Sendable (Database) throws -> Void, failed: @escaping @Sendable (any Error) -> Void)
        throws
    {
        try enter(waiting, most: Self.longestLine)
        queue.async { [self] in
            ThreadName.set("reports")
            do { try store.withReader { reader in try reader.read(body) } } catch { failed(error) }
            waiting.withLock { $0 -= 1 }
        }
    }

    /// - Throws: `Problem.busy` when too many are open already.
    func runDocument(_ body: @escaping @Sendable () -> Void) throws {
        try enter(open, most: Self.documentsAtOnce)
        Thread.detachNewThread { [self] in
            ThreadName.set("document")
            body()
            open.withLock { $0 -= 1 }
        }
    }

    private func enter(_ count: borrowing Mutex<Int>, most: Int) throws {
        let isAccepted = count.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard isAccepted else { throw Problem.busy }
    }
}
