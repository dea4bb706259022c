import Dispatch
import HTTP
import Storage
import Synchronization
import Vocabulary
import GRDB

/// Long reads and slow proofs, one after another on a thread of their own, with a connection of their own: they hold up
/// neither an event loop nor the writer.
final class Reports: Sendable {
    private static let longestLine = 64
    private let store: Store
    private let queue = DispatchQueue(label: "aalo.reports")
    private let waiting = Mutex(0)

    init(store: Store) { self.store = store }

    /// - Throws: `Problem.busy` when too many wait already.
    func run(_ body: @escaping @Sendable (Database) throws -> Void, failed: @escaping @Sendable (any Error) -> Void)
        throws
    {
        let isAccepted = waiting.withLock { count in
            guard count < Self.longestLine else { return false }
            count += 1
            return true
        }
        guard isAccepted else { throw Problem.busy }
        queue.async { [self] in
            ThreadName.set("reports")
            do { try store.withReader { reader in try reader.read(body) } } catch { failed(error) }
            waiting.withLock { $0 -= 1 }
        }
    }
}
