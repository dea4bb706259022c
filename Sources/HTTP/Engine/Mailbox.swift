import CLinux
import Glibc
import Synchronization

/// The only part of a loop that other threads may touch.
final class Mailbox: Sendable {
    enum Item: Sendable {
        case answer(Ticket, Response)
        case supply(Ticket, Demand.Supply)
        case work(@Sendable () -> Void)
        case drain(grace: Duration)
    }

    private struct State {
        var items: [Item] = []
        /// When the first of them came.
        var posted: Int64 = 0
        /// An awake loop looks by itself; only a sleeping one costs a system call.
        var isAwake = true
        var isClosed = false
    }

    private let state = Mutex(State())
    private let event: Descriptor

    init() throws {
        event = Descriptor(eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)))
        guard event.isOpen else { throw SystemError("eventfd") }
    }

    var number: Int32 { event.number }

    func post(_ item: Item) {
        let mustWake = state.withLock { state in
            guard !state.isClosed else { return false }
            if state.items.isEmpty { state.posted = Monotonic.now() }
            state.items.append(item)
            defer { state.isAwake = true }
            return !state.isAwake
        }
        if mustWake { eventfd_write(event.number, 1) }
    }

    /// - Returns: whether the loop may sleep now; every later `post` will wake it.
    func prepareToSleep() -> Bool {
        state.withLock { state in
            state.isAwake = !state.items.isEmpty
            return state.items.isEmpty
        }
    }

    /// Swaps what came with `items`, which must be empty.
    /// - Returns: when the first of them came, by the monotonic clock; nil if there are none.
    func take(_ items: inout [Item]) -> Int64? {
        state.withLock { state in
            state.isAwake = true
            swap(&state.items, &items)
            return items.isEmpty ? nil : state.posted
        }
    }

    /// After this the event says nothing until the next `post` to a sleeping loop.
    func acknowledge() {
        var count: eventfd_t = 0
        eventfd_read(event.number, &count)
    }

    /// Drops what is there and what may come.
    func close() {
        let dropped = state.withLock { state in
            state.isClosed = true
            defer { state.items = [] }
            return state.items
        }
        // Released outside of the lock: their ends may post.
        withExtendedLifetime(dropped) {}
    }
}
