/// What a Range field asks for of a representation of known length (RFC 9110 section 14).
package enum RequestedRange: Equatable, Sendable {
    /// The field is of another unit, malformed, or asks for several ranges: it is ignored, as section 14.2 allows.
    case whole
    /// Never empty, never beyond the length.
    case part(Range<Int>)
    /// 416.
    case unsatisfiable

    package init(_ field: String, length: Int) {
        self = Self.read(field, length: length) ?? .whole
    }

    private static func read(_ field: String, length: Int) -> RequestedRange? {
        let bytes = field.utf8.span
        guard bytes.count > 6, bytes.extracting(0..<6).equalsIgnoringCase("bytes=") else { return nil }
        var found: Range<Int>?
        var start = 6
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != ASCII.comma { end += 1 }
            let element = bytes.trim(start..<end)
            if !element.isEmpty {
                guard found == nil else { return nil }
                found = element
            }
            start = end + 1
        }
        return found.flatMap { one(bytes.extracting($0), length: length) }
    }

    private static func one(_ bytes: Span<UInt8>, length: Int) -> RequestedRange? {
        guard let dash = bytes.indices.first(where: { bytes[$0] == UInt8(ascii: "-") }) else { return nil }
        let last = number(bytes.extracting(dash + 1..<bytes.count))
        guard dash > 0 else { return last.map { suffix($0, length: length) } }
        guard let first = number(bytes.extracting(0..<dash)), dash + 1 == bytes.count || last != nil else { return nil }
        guard first <= last ?? .max else { return nil }
        guard first < length else { return .unsatisfiable }
        return .part(first..<min(last ?? .max, length - 1) + 1)
    }

    private static func suffix(_ count: Int, length: Int) -> RequestedRange {
        guard count > 0 else { return .unsatisfiable }
        return length == 0 ? .whole : .part(max(0, length - count)..<length)
    }

    /// Nil if these are no digits; what is too large for a number is as large as one can be.
    private static func number(_ bytes: Span<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return nil }
        var number = 0
        for index in bytes.indices {
            guard let digit = bytes[index].decimalDigit else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            number = overflow || product > .max - Int(digit) ? .max : product + Int(digit)
        }
        return number
    }
}
