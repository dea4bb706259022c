import CLinux
import Glibc

/// The addresses of this machine.
package enum NetworkInterfaces {
    /// Of all interfaces that are up, IPv4 first; without link-local ones of IPv6, which are no use without a zone.
    package static var addresses: [ServerName] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var found: [ServerName] = []
        var next = first
        while let interface = next {
            if let address = address(of: interface.pointee), !found.contains(address) { found.append(address) }
            next = interface.pointee.ifa_next
        }
        return found.filter { $0.isIPv4 } + found.filter { !$0.isIPv4 }
    }

    private static func address(of interface: ifaddrs) -> ServerName? {
        guard interface.ifa_flags & UInt32(IFF_UP) != 0, let address = interface.ifa_addr else { return nil }
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                .address(withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) })
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                let bytes = withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
                return bytes[0] == 0xfe && bytes[1] & 0xc0 == 0x80 ? nil : .address(bytes)
            }
        default: return nil
        }
    }

    /// The machine's own name; nil if it has none that could be in a certificate.
    package static var hostName: ServerName? {
        var text = [CChar](repeating: 0, count: 256)
        guard gethostname(&text, text.count - 1) == 0 else { return nil }
        return text.withUnsafeBufferPointer { $0.baseAddress.flatMap { ServerName(String(cString: $0)) } }
    }
}

extension ServerName {
    package var isIPv4: Bool {
        if case .address(let bytes) = self { bytes.count == 4 } else { false }
    }

    package var isIPv6: Bool {
        if case .address(let bytes) = self { bytes.count == 16 } else { false }
    }

    /// 127.0.0.0/8 and ::1, which only this machine reaches.
    package var isLoopback: Bool {
        switch self {
        case .dns(let name): name == "localhost"
        case .address(let bytes): bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
        }
    }
}
