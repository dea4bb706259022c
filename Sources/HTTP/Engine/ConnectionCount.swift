import Synchronization

/// Counts the open connections of all loops, and of each address.
final class ConnectionCount: Sendable {
    private struct State {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let limits: Limits

    init(limits: Limits) {
        self.limits = limits
    }

    /// - Returns: whether there is room for one more; if so it is counted.
    func enter(_ address: String) -> Bool {
        state.withLock { state in
            let ofAddress = state.byAddress[address, default: 0]
            guard state.total < limits.connections, ofAddress < limits.connectionsPerAddress else { return false }
            state.total += 1
            state.byAddress[address] = ofAddress + 1
            return true
        }
    }

    func leave(_ address: String) {
        state.withLock { state in
            state.total -= 1
            let rest = state.byAddress[address, default: 1] - 1
            state.byAddress[address] = rest == 0 ? nil : rest
        }
    }
}
