/// Keeps what is put into response fields from becoming more than one field (response splitting).
enum FieldValue {
    /// Every control character becomes a space, so that CR and LF can never be sent.
    static func sanitized(_ value: String) -> String {
        guard value.utf8.contains(where: isControl) else { return value }
        let bytes = value.utf8.map { isControl($0) ? ASCII.space : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }
}
