/// Reads JSON strictly by RFC 8259: UTF-8 without a byte order mark, no duplicate names, no lone surrogates, bounded
/// depth and count, numbers that every reader has the same of, nothing after the value.
///
/// Foundation's decoders keep the last of two equal names without a word and know neither depth nor position, and
/// a duplicate name is how one program is told one thing and the next another.
package struct JSONParser {
    private let bytes: [UInt8]
    private let depthLimit: Int
    /// How many values there may still be: each costs many times its bytes.
    private var valuesLeft: Int
    private var position = 0

    /// - Throws: `JSONError` with the offset of the first byte that is wrong.
    package static func parse(
        _ bytes: [UInt8], depthLimit: Int = 16, valueLimit: Int = 100_000
    ) throws(JSONError) -> JSONValue {
        if let offset = bytes.span.firstInvalidUTF8 { throw JSONError(reason: .invalidUTF8, offset: offset) }
        // RFC 8259 section 8.1: never to be sent.
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw JSONError(reason: .byteOrderMark, offset: 0) }
        var parser = JSONParser(bytes: bytes, depthLimit: depthLimit, valueLimit: valueLimit)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.error(.trailingBytes) }
        return value
    }

    private init(bytes: [UInt8], depthLimit: Int, valueLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        valuesLeft = valueLimit
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= depthLimit else { throw error(.tooDeep) }
        skipSpace()
        guard valuesLeft > 0 else { throw error(.tooManyValues) }
        valuesLeft -= 1
        let start = position
        switch try peek() {
        case UInt8(ascii: "{"): return JSONValue(.object(try object(depth)), offset: start)
        case UInt8(ascii: "["): return JSONValue(.array(try array(depth)), offset: start)
        case UInt8(ascii: "\""): return JSONValue(.string(try string()), offset: start)
        case UInt8(ascii: "t"): return JSONValue(try literal("true", .bool(true)), offset: start)
        case UInt8(ascii: "f"): return JSONValue(try literal("false", .bool(false)), offset: start)
        case UInt8(ascii: "n"): return JSONValue(try literal("null", .null), offset: start)
        default: return JSONValue(.number(try number()), offset: start)
        }
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = []
        var names: Set<String> = []
        position += 1
        skipSpace()
        if try peek() == UInt8(ascii: "}") { position += 1; return members }
        while true {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
            let name = try string()
            guard names.insert(name).inserted else {
                throw JSONError(reason: .duplicateName, offset: start).inside(name)
            }
            skipSpace()
            try expect(UInt8(ascii: ":"))
            do throws(JSONError) { members.append((name, try value(depth: depth + 1))) } catch {
                throw error.inside(name)
            }
            if try endsAfterSeparator(UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> [JSONValue] {
        var values: [JSONValue] = []
        position += 1
        skipSpace()
        if try peek() == UInt8(ascii: "]") { position += 1; return values }
        while true {
            do throws(JSONError) { values.append(try value(depth: depth + 1)) } catch {
                throw error.inside(String(values.count))
            }
            if try endsAfterSeparator(UInt8(ascii: "]")) { return values }
        }
    }

    private mutating func endsAfterSeparator(_ end: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        let byte = try peek()
        guard byte == end || byte == UInt8(ascii: ",") else { throw error(.unexpectedByte) }
        position += 1
        return byte == end
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        var text = try plainRun()
        while bytes[position] != UInt8(ascii: "\"") {
            try unescape(into: &text)
            text += try plainRun()
        }
        position += 1
        return text
    }

    /// What stands before the next quotation mark or backslash.
    private mutating func plainRun() throws(JSONError) -> String {
        let start = position
        while try peek() != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            guard bytes[position] >= 0x20 else { throw error(.controlCharacter) }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func unescape(into text: inout String) throws(JSONError) {
        position += 1
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            text.unicodeScalars.append(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): text += "\u{8}"
        case UInt8(ascii: "f"): text += "\u{C}"
        case UInt8(ascii: "n"): text += "\n"
        case UInt8(ascii: "r"): text += "\r"
        case UInt8(ascii: "t"): text += "\t"
        case UInt8(ascii: "u"): text.unicodeScalars.append(try escapedScalar())
        default: throw error(.invalidEscape)
        }
    }

    /// \uXXXX, or a pair of them for what lies beyond U+FFFF. A lone surrogate is no character.
    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw error(.invalidEscape) }
        position += 2
        let second = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw error(.invalidEscape) }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw error(.invalidEscape) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    /// Numbers longer than this are no numbers but an attack on whoever computes with them.
    private static let longestNumber = 64

    /// number = [ - ] int [ frac ] [ exp ] (RFC 8259 section 6): no leading zeros, no plus sign, no NaN.
    private mutating func number() throws(JSONError) -> String {
        let start = position
        if try peek() == UInt8(ascii: "-") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard Self.isInRange(text) else { throw JSONError(reason: .numberOutOfRange, offset: start) }
        return text
    }

    /// RFC 8259 section 6: what fits a double is understood alike everywhere. A short number without exponent does.
    private static func isInRange(_ text: String) -> Bool {
        guard text.utf8.count > 17 || text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
        return text.utf8.count <= longestNumber && Double(text)?.isFinite == true
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > start else { throw error(position < bytes.count ? .unexpectedByte : .unexpectedEnd) }
    }

    private mutating func literal(_ word: StaticString, _ kind: JSONValue.Kind) throws(JSONError) -> JSONValue.Kind {
        for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
        return kind
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw error(.unexpectedByte) }
        position += 1
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }
}
