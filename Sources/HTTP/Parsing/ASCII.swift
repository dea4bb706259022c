/// The few octets of RFC 9112 that have a meaning of their own.
enum ASCII {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let comma = UInt8(ascii: ",")
    static let slash = UInt8(ascii: "/")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let questionMark = UInt8(ascii: "?")
    static let percent = UInt8(ascii: "%")
}

extension UInt8 {
    /// `tchar` of RFC 9110 section 5.6.2, as two 64-bit masks instead of a table in memory.
    @inline(__always)
    var isTokenCharacter: Bool {
        let low: UInt64 = 0x03ff_6cfa_0000_0000
        let high: UInt64 = 0x57ff_ffff_c7ff_fffe
        guard self < 128 else { return false }
        return ((self < 64 ? low : high) >> UInt64(self & 63)) & 1 == 1
    }

    /// `unreserved` and `sub-delims` of RFC 3986 section 2: what a registered name is made of, beside percent-encoding.
    @inline(__always)
    var isNameCharacter: Bool {
        let low: UInt64 = 0x2bff_7fd2_0000_0000
        let high: UInt64 = 0x47ff_fffe_87ff_fffe
        guard self < 128 else { return false }
        return ((self < 64 ? low : high) >> UInt64(self & 63)) & 1 == 1
    }

    /// `VCHAR`: the only octets a request target may hold.
    @inline(__always)
    var isVisible: Bool { self > 0x20 && self < 0x7f }

    /// What a field value may hold: visible characters, space, tab, and opaque octets above 127.
    @inline(__always)
    var isFieldContent: Bool { self >= 0x20 && self != 0x7f || self == ASCII.tab }

    @inline(__always)
    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    @inline(__always)
    var decimalDigit: UInt8? {
        let digit = self &- 0x30
        return digit < 10 ? digit : nil
    }

    @inline(__always)
    var hexDigit: UInt8? {
        if let digit = decimalDigit { return digit }
        let letter = lowercased &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}

extension Span where Element == UInt8 {
    func equals(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { text in
            guard text.count == count else { return false }
            for index in indices where self[index] != text[index] { return false }
            return true
        }
    }

    /// `literal` must be lower-case.
    func equalsIgnoringCase(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { text in
            guard text.count == count else { return false }
            for index in indices where self[index].lowercased != text[index] { return false }
            return true
        }
    }

    /// Whether a comma separated list (RFC 9110 section 5.6.1) has the token; `token` must be lower-case.
    func listContains(_ token: StaticString) -> Bool {
        var start = 0
        while start < count {
            var end = start
            while end < count, self[end] != ASCII.comma { end += 1 }
            if extracting(trim(start..<end)).equalsIgnoringCase(token) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether all elements of a comma separated list, the empty ones left out, are so; and that there is one.
    func eachElement(_ isSo: (Span<UInt8>) -> Bool) -> Bool {
        var start = 0
        var found = false
        while start < count {
            var end = start
            while end < count, self[end] != ASCII.comma { end += 1 }
            let element = trim(start..<end)
            if !element.isEmpty {
                guard isSo(extracting(element)) else { return false }
                found = true
            }
            start = end + 1
        }
        return found
    }

    /// Without the optional white space at both ends (RFC 9110 section 5.6.3).
    func trim(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    func string() -> String? {
        withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }

    /// For bytes that need not be UTF-8: what is not becomes U+FFFD.
    func lossyString() -> String {
        withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The offset of the first byte that is part of no UTF-8 character; nil if all is well.
    var firstInvalidUTF8: Int? {
        withUnsafeBufferPointer { bytes in
            // Fast for what is well-formed, which nearly all is.
            guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
            var valid = 0
            var decoder = UTF8()
            var rest = bytes.makeIterator()
            while case .scalarValue(let scalar) = decoder.decode(&rest) { valid += UTF8.width(scalar) }
            return valid
        }
    }

    func array() -> [UInt8] {
        withUnsafeBufferPointer { Array($0) }
    }
}

extension [UInt8] {
    @inline(__always)
    mutating func append(_ span: Span<UInt8>) {
        span.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    @inline(__always)
    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    @inline(__always)
    mutating func append(_ text: String) {
        append(contentsOf: text.utf8)
    }

    mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
