import Glibc

/// What a server is reached by: a DNS name or an address (RFC 5280 section 4.2.1.6).
package enum ServerName: Hashable, Sendable, CustomStringConvertible {
    case dns(String)
    /// 4 or 16 bytes.
    case address([UInt8])

    /// Nil for what is neither an address nor a name of letters, digits and hyphens (RFC 1123 section 2.1), of which
    /// the first label may be `*`.
    package init?(_ text: String) {
        if let address = Self.parse(text) {
            self = .address(address)
            return
        }
        let name = text.lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isWild = labels.first == "*" && labels.count > 2
        // All digits and dots would be an address that is none.
        guard (1...253).contains(name.utf8.count), labels.dropFirst(isWild ? 1 : 0).allSatisfy(Self.isLabel),
            labels.last?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) == false
        else { return nil }
        self = .dns(name)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
    }

    private static func parse(_ text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &sixteen) == 1 ? sixteen : nil
    }

    package var description: String {
        switch self {
        case .dns(let name): return name
        case .address(let bytes):
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
            return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        }
    }

    /// As OpenSSL's configuration has it.
    var general: String {
        switch self {
        case .dns(let name): "DNS:" + name
        case .address: "IP:" + description
        }
    }
}
