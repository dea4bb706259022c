import Dispatch
import Synchronization

/// Wakes the one who waits for it; rung while nobody waits, it is heard at once by the next who does.
final class Bell: Sendable {
    private enum State {
        case silent, rung
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.silent)

    func ring() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if case .awaited(let continuation) = state {
                state = .silent
                return continuation
            }
            state = .rung
            return nil
        }
        waiting?.resume()
    }

    /// Returns when the bell is rung, or after so many seconds.
    func wait(seconds: Double) async {
        let timer = DispatchWorkItem { [self] in ring() }
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: timer)
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if case .rung = state {
                    state = .silent
                    return true
                }
                state = .awaited(continuation)
                return false
            }
            if isRung { continuation.resume() }
        }
        timer.cancel()
    }
}
