/// Appends JSON to a buffer (RFC 8259). Who calls it sees to the order; it sees to commas and escapes.
///
/// The buffer is its own memory and not an array: a board is some thousand small pieces, and appending to an array asks
/// each time whether somebody else holds it.
package struct JSONWriter: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var needsComma = false

    package init(capacity: Int = 1024) {
        self.capacity = max(capacity, 64)
        storage = .allocate(capacity: self.capacity)
    }

    deinit { storage.deallocate() }

    package consuming func finish() -> [UInt8] {
        let (bytes, length) = (storage, count)
        return [UInt8](unsafeUninitializedCapacity: length) { copy, copied in
            copy.baseAddress?.update(from: bytes, count: length)
            copied = length
        }
    }

    /// `{ … }` around what `members` writes.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    /// `[ … ]` around what `elements` writes.
    package mutating func array(_ elements: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    package mutating func name(_ name: StaticString) {
        separate()
        append(UInt8(ascii: "\""))
        appendLiteral(name)
        appendLiteral("\":")
        needsComma = false
    }

    package mutating func name(_ name: EncodedName) {
        let start = needsComma ? 0 : 1
        append(name.bytes + start, name.count - start)
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

    /// A string of `length` ASCII characters, none of which must be escaped: `write` puts them where they stay.
    package mutating func string(length: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        separate()
        reserve(length + 2)
        storage[count] = UInt8(ascii: "\"")
        write(UnsafeMutableBufferPointer(start: storage + count + 1, count: length))
        storage[count + length + 1] = UInt8(ascii: "\"")
        count += length + 2
    }

    package mutating func integer(_ number: Int) {
        separate()
        if number >= 0 && number < 10 { return append(0x30 + UInt8(number)) }
        if number < 0 { append(UInt8(ascii: "-")) }
        digits(of: number.magnitude)
    }

    private mutating func digits(of number: UInt) {
        var (length, larger) = (1, number / 10)
        while larger > 0 { (length, larger) = (length + 1, larger / 10) }
        reserve(length)
        var rest = number
        for position in (count..<count + length).reversed() {
            storage[position] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
        count += length
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
        json.withUnsafeBufferPointer { append($0.baseAddress, $0.count) }
    }

    private mutating func nest(_ open: UInt8, _ close: UInt8, _ inner: (inout JSONWriter) -> Void) {
        separate()
        append(open)
        needsComma = false
        inner(&self)
        append(close)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafePointer<UInt8>?, _ length: Int) {
        guard let bytes else { return }
        reserve(length)
        (storage + count).update(from: bytes, count: length)
        count += length
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { append(bytes.baseAddress, bytes.count) }

    private mutating func appendLiteral(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

    @inline(__always)
    private mutating func reserve(_ needed: Int) {
        if capacity - count < needed { grow(by: needed) }
    }

    @inline(never)
    private mutating func grow(by needed: Int) {
        capacity = max(capacity * 2, count + needed)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: storage, count: count)
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
