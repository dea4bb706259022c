/// A field value with parameters: `form-data; name="photo"` (RFC 9110 section 5.6.6), read strictly.
struct FieldParameters {
    /// What stands before the first semicolon, in lower case.
    let value: String
    /// Names in lower case; no name is there twice.
    let parameters: [(name: String, value: String)]

    /// Nil for what is malformed or no UTF-8.
    init?(_ field: Span<UInt8>) {
        var reader = Reader(bytes: field.array())
        guard let value = reader.value(), let parameters = reader.parameters() else { return nil }
        self.value = value
        self.parameters = parameters
    }

    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    private struct Reader {
        let bytes: [UInt8]
        private var position = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// A token, or two with a slash between them.
        mutating func value() -> String? {
            skipBlanks()
            let start = position
            while position < bytes.count, bytes[position].isTokenCharacter || bytes[position] == ASCII.slash {
                position += 1
            }
            return text(start..<position)?.lowercased()
        }

        mutating func parameters() -> [(name: String, value: String)]? {
            var found: [(name: String, value: String)] = []
            while true {
                skipBlanks()
                guard position < bytes.count else { return found }
                guard take(ASCII.semicolon) else { return nil }
                skipBlanks()
                // A semicolon at the end says nothing.
                guard position < bytes.count else { return found }
                guard let name = token()?.lowercased(), take(UInt8(ascii: "=")), let value = parameterValue(),
                    !found.contains(where: { $0.name == name })
                else { return nil }
                found.append((name, value))
            }
        }

        private mutating func parameterValue() -> String? {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return token() }
            return quotedString()
        }

        /// A backslash stands for the next character only if that is a quotation mark or a backslash: some clients send
        /// paths with backslashes as they are.
        private mutating func quotedString() -> String? {
            var text: [UInt8] = []
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
                text.append(byte)
                guard byte == UInt8(ascii: "\\"), position < bytes.count else { continue }
                let next = bytes[position]
                if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                    text[text.count - 1] = next
                    position += 1
                }
            }
            return nil
        }

        private mutating func token() -> String? {
            let start = position
            while position < bytes.count, bytes[position].isTokenCharacter { position += 1 }
            return text(start..<position)
        }

        private func text(_ range: Range<Int>) -> String? {
            range.isEmpty ? nil : String(validating: bytes[range], as: UTF8.self)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func skipBlanks() {
            while position < bytes.count, bytes[position].isBlank { position += 1 }
        }
    }
}
