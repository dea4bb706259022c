/// Appends JSON to a buffer (RFC 8259). Who calls it sees to the order; it sees to commas and escapes.
package struct JSONWriter: ~Copyable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    package consuming func finish() -> [UInt8] { bytes }

    /// `{ … }` around what `members` writes.
    package mutating func object(_ members: (inout JSONWriter) -> Void) { nest("{", "}", members) }

    /// `[ … ]` around what `elements` writes.
    package mutating func array(_ elements: (inout JSONWriter) -> Void) { nest("[", "]", elements) }

    package mutating func name(_ name: StaticString) {
        separate()
        append(UInt8(ascii: "\""))
        appendLiteral(name)
        appendLiteral("\":")
        needsComma = false
    }

    /// A name that was encoded before, with its quotation marks and colon.
    package mutating func name(encoded: [UInt8]) {
        separate()
        bytes.append(contentsOf: encoded)
        needsComma = false
    }

    package mutating func name(_ name: String) {
        string(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        append(UInt8(ascii: "\""))
    }

    package mutating func integer(_ number: Int) {
        separate()
        if number >= 0 && number < 10 { return append(0x30 + UInt8(number)) }
        var text = String(number)
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    package mutating func bool(_ value: Bool) {
        separate()
        appendLiteral(value ? "true" : "false")
    }

    package mutating func null() {
        separate()
        appendLiteral("null")
    }

    /// A value that is JSON already.
    package mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    private mutating func nest(_ open: StaticString, _ close: StaticString, _ inner: (inout JSONWriter) -> Void) {
        separate()
        appendLiteral(open)
        needsComma = false
        inner(&self)
        appendLiteral(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(_ byte: UInt8) { bytes.append(byte) }

    private mutating func appendLiteral(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Copies the runs between characters that RFC 8259 section 7 says must be escaped.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices where Self.mustEscape(text[index]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            appendEscape(text[index])
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private static func mustEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case 0x22: appendLiteral("\\\"")
        case 0x5C: appendLiteral("\\\\")
        case 0x0A: appendLiteral("\\n")
        case 0x0D: appendLiteral("\\r")
        case 0x09: appendLiteral("\\t")
        default:
            appendLiteral("\\u00")
            for nibble in [byte >> 4, byte & 0xF] { append(nibble < 10 ? 0x30 + nibble : 0x61 + nibble - 10) }
        }
    }
}
