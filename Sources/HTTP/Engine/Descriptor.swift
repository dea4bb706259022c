import Glibc

/// A file descriptor with one owner, closed when that owner goes.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// - Parameter number: as system calls return it; negative means there is none.
    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        // Not repeated on EINTR: Linux has released the number by then, and another thread may own it.
        if isOpen { close(number) }
    }

    var isOpen: Bool { number >= 0 }
}
