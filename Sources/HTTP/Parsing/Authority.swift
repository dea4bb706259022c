import Glibc

/// `uri-host [ ":" port ]`: what Host and the absolute form of a target hold (RFC 9110 section 7.2, RFC 3986 section
/// 3.2.2). User information is no part of it.
enum Authority {
    /// The host without the port, and an IPv6 address without its brackets.
    static func name(of authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        if !bytes.isEmpty, bytes[0] == UInt8(ascii: "[") { return isLiteral(bytes) }
        guard let end = endOfName(bytes) else { return false }
        return isPort(bytes, from: end)
    }

    /// Whether it names a host: an empty one makes no http URI (RFC 9110 section 4.2.1).
    static func hasHost(_ bytes: Span<UInt8>) -> Bool { !bytes.isEmpty && bytes[0] != ASCII.colon }

    /// Where the registered name or IPv4 address ends; nil if an octet may not stand in it.
    private static func endOfName(_ bytes: Span<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count, bytes[index] != ASCII.colon {
            if bytes[index].isNameCharacter {
                index += 1
            } else if bytes[index] == ASCII.percent, PercentDecoding.octet(bytes, at: index + 1) != nil {
                index += 3
            } else {
                return nil
            }
        }
        return index
    }

    private static func isPort(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        guard start < bytes.count else { return true }
        guard bytes[start] == ASCII.colon else { return false }
        for index in start + 1..<bytes.count where bytes[index].decimalDigit == nil { return false }
        return true
    }

    /// An address in brackets. Of a version after 6 nobody has made any: it is refused.
    private static func isLiteral(_ bytes: Span<UInt8>) -> Bool {
        guard let end = bytes.indices.first(where: { bytes[$0] == UInt8(ascii: "]") }) else { return false }
        return isIPv6(bytes.extracting(1..<end)) && isPort(bytes, from: end + 1)
    }

    private static func isIPv6(_ bytes: Span<UInt8>) -> Bool {
        // The longest text of an address; and a zero would end it early.
        guard bytes.count < Int(INET6_ADDRSTRLEN) else { return false }
        var address = in6_addr()
        return inet_pton(AF_INET6, bytes.lossyString(), &address) == 1
    }
}
