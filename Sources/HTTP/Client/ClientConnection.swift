import CLinux
import Glibc

/// A blocking connection, of TCP or of TLS.
final class ClientConnection {
    /// Bytes received but not used.
    var received: [UInt8] = []
    private let descriptor: Descriptor
    /// Nil for plain TCP.
    private let session: ClientSession?

    /// - Parameter security: for TLS, the server's name and of whom its certificate must be.
    init(_ address: SocketAddress, timeout: Duration, security: (host: String, trust: ClientTrust)? = nil) throws {
        descriptor = try Self.connected(address, timeout)
        let number = descriptor.number
        session = try security.map { try ClientSession($0.trust, host: $0.host, descriptor: number) }
    }

    private static func connected(_ address: SocketAddress, _ timeout: Duration) throws(ClientError) -> Descriptor {
        let descriptor = Descriptor(socket(address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        guard descriptor.isOpen else { throw .system(call: "socket", code: errno) }
        descriptor.enable(Int32(IPPROTO_TCP), TCP_NODELAY)
        let number = descriptor.number
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] { setTimeout(number, option, timeout) }
        guard address.withPointer({ connect(number, $0, $1) }) == 0 else {
            throw .system(call: "connect", code: errno)
        }
        return descriptor
    }

    private static func setTimeout(_ number: Int32, _ option: Int32, _ timeout: Duration) {
        let (seconds, attoseconds) = timeout.components
        var value = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        setsockopt(number, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<timeval>.size))
    }

    func write(_ bytes: [UInt8]) throws(ClientError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if let session {
                rest = rest.dropFirst(try session.write(rest))
                continue
            }
            let count = rest.withUnsafeBytes { send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count >= 0 { rest = rest.dropFirst(count) } else { try check("send") }
        }
    }

    /// Appends to `received`.
    /// - Returns: false at the end of the stream.
    func read() throws(ClientError) -> Bool {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try session?.read(into: &piece) ?? Glibc.read(descriptor.number, &piece, piece.count)
            if count > 0 {
                received += piece.prefix(count)
                return true
            }
            if count == 0 { return false }
            try check("read")
        }
    }

    /// Says that nothing more will be sent.
    func endOutput() {
        session?.end()
        shutdown(descriptor.number, Int32(SHUT_WR))
    }

    private func check(_ call: String) throws(ClientError) {
        switch errno {
        case EINTR: return
        case EAGAIN: throw .timedOut
        case ECONNRESET, EPIPE: throw .closed(answerBegan: !received.isEmpty)
        default: throw .system(call: call, code: errno)
        }
    }
}
