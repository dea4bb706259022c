/// Follows chunk extensions octet by octet (RFC 9112 section 7.1.1). All are unknown to us, so what they say is ignored;
/// but they must have the form, or two readers could see the end of the line in two places.
struct ChunkExtensions {
    private enum State {
        case beforeName, name, afterName, beforeValue, value, quoted, escaped, quoteEnd, afterValue
    }

    private var state = State.afterValue

    /// Whether the line may end here.
    var mayEnd: Bool { state == .name || state == .value || state == .quoteEnd }

    /// - Parameter byte: of what stands behind the size, before the line's end.
    /// - Returns: whether it may stand there.
    mutating func accept(_ byte: UInt8) -> Bool {
        guard let next = next(byte) else { return false }
        state = next
        return true
    }

    private func next(_ byte: UInt8) -> State? {
        switch state {
        case .beforeName: byte.isBlank ? .beforeName : byte.isTokenCharacter ? .name : nil
        case .name: byte.isTokenCharacter ? .name : byte.isBlank ? .afterName : separator(byte, after: .name)
        case .afterName: byte.isBlank ? .afterName : separator(byte, after: .name)
        case .beforeValue: byte.isBlank ? .beforeValue : byte.isTokenCharacter ? .value : byte.isQuote ? .quoted : nil
        case .value: byte.isTokenCharacter ? .value : byte.isBlank ? .afterValue : separator(byte, after: .value)
        case .quoted: byte.isQuote ? .quoteEnd : byte == UInt8(ascii: "\\") ? .escaped : inQuotes(byte)
        case .escaped: inQuotes(byte)
        case .quoteEnd, .afterValue: byte.isBlank ? .afterValue : separator(byte, after: .value)
        }
    }

    private func inQuotes(_ byte: UInt8) -> State? { byte.isFieldContent ? .quoted : nil }

    private func separator(_ byte: UInt8, after part: State) -> State? {
        if byte == ASCII.semicolon { return .beforeName }
        return byte == UInt8(ascii: "=") && part == .name ? .beforeValue : nil
    }
}

extension UInt8 {
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") }
}
