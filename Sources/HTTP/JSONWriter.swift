/// Appends JSON to a buffer (RFC 8259). Who calls it sees to the order; it sees to commas and escapes.
///
/// The buffer is its own memory and not an array: a board is some thousand small pieces, and appending to an array asks
/// each time whether somebody else holds it.
package struct JSONWriter: ~Copyable {
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var needsComma = false

    package init(capacity: Int = 1024) { storage = .allocate(capacity: max(capacity, 64)) }

    deinit { storage.deallocate() }

    package consuming func finish() -> [UInt8] { Array(storage[..<count]) }

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
        append(encoded)
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
        text.withUTF8 { append($0) }
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
        append(json)
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

    private mutating func append(_ byte: UInt8) {
        if count == storage.count { grow(by: 1) }
        storage[count] = byte
        count += 1
    }

    private mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if storage.count - count < bytes.count { grow(by: bytes.count) }
        _ = UnsafeMutableBufferPointer(rebasing: storage[count...]).update(fromContentsOf: bytes)
        count += bytes.count
    }

    private mutating func appendLiteral(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func grow(by needed: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(storage.count * 2, count + needed))
        _ = larger.update(fromContentsOf: storage[..<count])
        storage.deallocate()
        storage = larger
    }

    /// Copies the runs between characters that RFC 8259 section 7 says must be escaped; mostly there are none.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard Self.hasEscapes(text) else { return append(text) }
        var start = 0
        for index in text.indices where Self.mustEscape(text[index]) {
            append(UnsafeBufferPointer(rebasing: text[start..<index]))
            appendEscape(text[index])
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// Without a branch in the loop, so that the compiler looks at many bytes at once.
    private static func hasEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in text { found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) }
        return found != 0
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
