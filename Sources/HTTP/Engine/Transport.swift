import CLinux
import Glibc

/// How bytes go in and out of one connection: the only place that knows what kind of connection it is.
///
/// Plain TCP. What TLS needs is in the results: reading may have to write first, writing may have to read first, and
/// bytes may wait where epoll does not see them.
struct Transport: ~Copyable {
    enum Result: Equatable {
        case bytes(Int)
        case wantsRead
        case wantsWrite
        /// The peer will send nothing more.
        case ended
        case failed
    }

    private let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }

    var number: Int32 { descriptor.number }

    /// Whether https is spoken here.
    var isSecure: Bool { false }

    /// Whether input waits that epoll will not report.
    var hasBufferedInput: Bool { false }

    func read(into buffer: inout [UInt8]) -> Result {
        while true {
            let count = Glibc.read(descriptor.number, &buffer, buffer.count)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wantsRead : .failed
        }
    }

    /// - Parameter more: whether more follows at once, so that a small piece need not travel alone.
    func write(_ bytes: UnsafeRawBufferPointer, more: Bool) -> Result {
        let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
        while true {
            let count = send(descriptor.number, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wantsWrite : .failed
        }
    }

    /// Says that nothing more will be sent, and leaves the other direction open.
    func endOutput() {
        shutdown(descriptor.number, Int32(SHUT_WR))
    }
}
