import Foundation
import Synchronization

/// The same request once more at the same moment, over another connection.
final class SecondTap: Sendable {
    private let outcome = Mutex<Result<IssuedToken, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ ask: Ask, _ world: World, session: String) throws {
        Thread.detachNewThread { [self] in
            let result = Result { try world.tablet(session: session).read(ask, as: IssuedToken.self) }
            outcome.withLock { $0 = result }
            isDone.signal()
        }
    }

    func token() throws -> IssuedToken? {
        isDone.wait()
        return try outcome.withLock { try $0?.get() }
    }
}
