/// The `traceparent` field of W3C Trace Context, section 3.2.
enum TraceParent {
    /// Two digits of version, 32 of trace, 16 of parent, 2 of flags, with hyphens between them, lower-case hexadecimal;
    /// neither trace nor parent is all zeros, and there is no version ff. Later versions may go on behind a hyphen.
    static func isWellFormed(_ field: String) -> Bool {
        let bytes = Array(field.utf8)
        guard bytes.count == 55 || bytes.count > 55 && bytes.count <= 256 && bytes[55] == hyphen else { return false }
        guard bytes[2] == hyphen, bytes[35] == hyphen, bytes[52] == hyphen else { return false }
        let parts = [bytes[0..<2], bytes[3..<35], bytes[36..<52], bytes[53..<55]]
        guard parts.allSatisfy({ $0.allSatisfy(isDigit) }), !parts[0].elementsEqual("ff".utf8) else { return false }
        guard bytes.count == 55 || !parts[0].elementsEqual("00".utf8) else { return false }
        return parts[1...2].allSatisfy { $0.contains { $0 != zero } } && bytes.allSatisfy(\.isVisible)
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let zero = UInt8(ascii: "0")

    private static func isDigit(_ byte: UInt8) -> Bool { byte.hexDigit != nil && byte == byte.lowercased }
}
