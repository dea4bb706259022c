enum PercentDecoding {
    /// Decodes strictly (RFC 3986 section 2.1): a percent sign without two hexadecimal digits, or bytes that are no
    /// UTF-8, give nil.
    /// - Parameter plusIsSpace: as urlencoded forms have it.
    static func decode(_ bytes: Span<UInt8>, plusIsSpace: Bool = false) -> String? {
        var malformed = 0
        guard let octets = octets(bytes, plusIsSpace: plusIsSpace, malformedAt: &malformed) else { return nil }
        return octets.span.string()
    }

    /// - Parameter offset: where the percent sign without two digits is, if nil is returned.
    static func octets(_ bytes: Span<UInt8>, plusIsSpace: Bool, malformedAt offset: inout Int) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == ASCII.percent {
                guard let octet = octet(bytes, at: index + 1) else {
                    offset = index
                    return nil
                }
                decoded.append(octet)
                index += 3
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? ASCII.space : byte)
                index += 1
            }
        }
        return decoded
    }

    /// Of two hexadecimal digits; nil if that is not what stands there.
    static func octet(_ bytes: Span<UInt8>, at index: Int) -> UInt8? {
        guard index + 1 < bytes.count, let high = bytes[index].hexDigit, let low = bytes[index + 1].hexDigit else {
            return nil
        }
        return high << 4 | low
    }
}
