import CLinux
import Glibc

/// How bytes go in and out of one connection: the only place that knows what kind of connection it is.
///
/// Plain TCP or TLS. What TLS needs is in the results: reading may have to write first, writing may have to read first,
/// and bytes may wait where epoll does not see them.
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
    private let session: TLSSession

    init(_ descriptor: consuming Descriptor, _ session: consuming TLSSession) {
        self.descriptor = descriptor
        self.session = session
    }

    var number: Int32 { descriptor.number }

    /// Whether input waits that epoll will not report.
    var hasBufferedInput: Bool { !session.isPlain && session.hasBufferedInput }

    var isPlain: Bool { session.isPlain }

    func handshake() -> TLSSession.Handshake { session.handshake() }

    func read(into buffer: inout [UInt8]) -> Result {
        session.isPlain ? receive(into: &buffer) : session.read(into: &buffer)
    }

    /// Bytes as they come over the wire.
    func receive(into buffer: inout [UInt8]) -> Result {
        while true {
            let count = Glibc.read(descriptor.number, &buffer, buffer.count)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wantsRead : .failed
        }
    }

    /// After `wantsWrite` or `wantsRead` the next write must begin with the same bytes: TLS may have them in a record.
    /// - Parameter more: whether more follows at once, so that a small piece need not travel alone.
    func write(_ bytes: UnsafeRawBufferPointer, more: Bool) -> Result {
        session.isPlain ? send(bytes, more: more) : session.write(bytes)
    }

    /// The last word to a client that does not speak TLS; what the socket does not take is lost.
    func writePlainly(_ bytes: UnsafeRawBufferPointer) {
        _ = send(bytes, more: false)
    }

    private func send(_ bytes: UnsafeRawBufferPointer, more: Bool) -> Result {
        let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
        while true {
            let count = Glibc.send(descriptor.number, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wantsWrite : .failed
        }
    }

    /// Says that nothing more will be sent, and leaves the other direction open.
    func endOutput() {
        sayGoodbye()
        shutdown(descriptor.number, Int32(SHUT_WR))
    }

    /// Tells a client of TLS that the connection ends by our will and not by somebody else's (RFC 8446 section 6.1).
    func sayGoodbye() {
        if !session.isPlain { session.end() }
    }
}
