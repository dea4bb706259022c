import Synchronization

/// Counts what is open of one kind, of all loops and of each address.
package final class AddressCount: Sendable {
    package enum Entry: Sendable {
        case entered
        /// There is no more room for anybody.
        case full
        /// There is no more room for this address.
        case addressFull
    }

    private struct State {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let limit: Int
    private let limitPerAddress: Int

    package init(limit: Int, perAddress: Int) {
        self.limit = limit
        limitPerAddress = perAddress
    }

    /// Counts one more if there is room.
    package func enter(_ address: String) -> Entry {
        state.withLock { state in
            let ofAddress = state.byAddress[address, default: 0]
            guard ofAddress < limitPerAddress else { return .addressFull }
            guard state.total < limit else { return .full }
            state.total += 1
            state.byAddress[address] = ofAddress + 1
            return .entered
        }
    }

    package func leave(_ address: String) {
        state.withLock { state in
            state.total -= 1
            let rest = state.byAddress[address, default: 1] - 1
            state.byAddress[address] = rest == 0 ? nil : rest
        }
    }

    package var total: Int { state.withLock { $0.total } }
}
