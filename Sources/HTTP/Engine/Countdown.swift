import CLinux
import Glibc
import Synchronization

/// Lets threads wait until something has happened a number of times.
final class Countdown: Sendable {
    private let remaining: Atomic<Int>
    private let event: Descriptor

    init(_ count: Int) throws {
        remaining = Atomic(count)
        event = Descriptor(eventfd(0, Int32(EFD_CLOEXEC)))
        guard event.isOpen else { throw SystemError("eventfd") }
    }

    func signal() {
        let left = remaining.subtract(1, ordering: .acquiringAndReleasing).newValue
        if left == 0 { eventfd_write(event.number, 1) }
    }

    /// The event is never read: it stays for all who wait and will wait.
    func wait() {
        var request = pollfd(fd: event.number, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, -1) < 1 {}
        _ = remaining.load(ordering: .acquiring)
    }
}
