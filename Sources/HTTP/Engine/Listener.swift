import CLinux
import Glibc

/// A listening socket. Each loop has its own on the same port, and the kernel spreads connections (SO_REUSEPORT).
final class Listener: Sendable {
    enum Accepted: ~Copyable {
        case connection(Descriptor, address: String)
        case none
        /// No descriptors left in the process or the system.
        case exhausted
    }

    let descriptor: Descriptor
    let port: UInt16

    /// - Parameter port: 0 lets the system choose.
    init(host: String, port: UInt16) throws {
        let descriptor = try Self.bound(host, port, options: [SO_REUSEADDR, SO_REUSEPORT])
        // Accepted sockets inherit it. Without, Nagle and delayed ACK cost 40 ms per answer.
        descriptor.enable(Int32(IPPROTO_TCP), TCP_NODELAY)
        guard listen(descriptor.number, 4096) == 0 else { throw SystemError("listen") }
        self.port = try SocketAddress.local(of: descriptor).port
        self.descriptor = descriptor
    }

    /// Throws EADDRINUSE when another program listens there. SO_REUSEPORT alone would let a second server of the same
    /// user take half of the first one's connections without a word.
    static func check(host: String, port: UInt16) throws {
        _ = try bound(host, port, options: [SO_REUSEADDR])
    }

    private static func bound(_ host: String, _ port: UInt16, options: [Int32]) throws -> Descriptor {
        let address = try SocketAddress(host: host, port: port)
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Descriptor(socket(address.family, type, 0))
        guard descriptor.isOpen else { throw SystemError("socket") }
        for option in options { descriptor.enable(SOL_SOCKET, option) }
        let number = descriptor.number
        guard address.withPointer({ bind(number, $0, $1) }) == 0 else { throw SystemError("bind \(host):\(port)") }
        return descriptor
    }

    func accept() -> Accepted {
        while true {
            var address = SocketAddress()
            let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let number = address.withMutablePointer { accept4(descriptor.number, $0, $1, flags) }
            if number >= 0 { return .connection(Descriptor(number), address: address.host) }
            switch errno {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            // A connection that broke before it was taken says nothing about the next one (accept(2)).
            case EINTR, ECONNABORTED, EPROTO: continue
            default: return .none
            }
        }
    }
}

extension Descriptor {
    borrowing func enable(_ level: Int32, _ option: Int32) {
        var one: Int32 = 1
        setsockopt(number, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
    }
}

extension Listener {
    /// Takes the socket out of the kernel's choice at once, whoever still holds it.
    func stop() {
        shutdown(descriptor.number, Int32(SHUT_RDWR))
    }
}
