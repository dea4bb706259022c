import Dispatch
import Synchronization

/// A result that one thread waits for and another settles, once.
final class Outcome<T: Sendable>: Sendable {
    private let result = Mutex<Result<T, any Error>?>(nil)
    private let settled = DispatchSemaphore(value: 0)

    func settle(_ result: Result<T, any Error>) {
        self.result.withLock { $0 = result }
        settled.signal()
    }

    func wait() -> Result<T, any Error> {
        while true {
            settled.wait()
            if let result = result.withLock({ $0 }) { return result }
        }
    }
}
