import CLinux
import Glibc

/// epoll, level-triggered.
struct Poller: ~Copyable {
    struct Interest: OptionSet {
        let rawValue: UInt32

        static let input = Interest(rawValue: EPOLLIN.rawValue)
        static let output = Interest(rawValue: EPOLLOUT.rawValue)
    }

    struct Event {
        let token: UInt64
        let flags: UInt32

        var isReadable: Bool { flags & EPOLLIN.rawValue != 0 }
        var isWritable: Bool { flags & EPOLLOUT.rawValue != 0 }
        /// Reset, or both directions ended. Reported whatever the interest.
        var isBroken: Bool { flags & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 }
    }

    private let descriptor: Descriptor
    private var events: [epoll_event]

    init(capacity: Int = 256) throws {
        descriptor = Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC)))
        events = Array(repeating: epoll_event(), count: capacity)
        guard descriptor.isOpen else { throw SystemError("epoll_create1") }
    }

    /// - Returns: whether the kernel took it; it refuses only when out of memory or watches.
    func add(_ number: Int32, _ interest: Interest, token: UInt64) -> Bool {
        control(EPOLL_CTL_ADD, number, interest, token)
    }

    func change(_ number: Int32, _ interest: Interest, token: UInt64) {
        _ = control(EPOLL_CTL_MOD, number, interest, token)
    }

    func remove(_ number: Int32) {
        _ = control(EPOLL_CTL_DEL, number, [], 0)
    }

    private func control(_ operation: Int32, _ number: Int32, _ interest: Interest, _ token: UInt64) -> Bool {
        var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: token))
        return epoll_ctl(descriptor.number, operation, number, &event) == 0
    }

    /// - Returns: how many events there are; an interrupted wait has none.
    mutating func wait(milliseconds: Int32) -> Int {
        max(0, Int(epoll_wait(descriptor.number, &events, Int32(events.count), milliseconds)))
    }

    func event(_ index: Int) -> Event {
        Event(token: events[index].data.u64, flags: events[index].events)
    }
}
