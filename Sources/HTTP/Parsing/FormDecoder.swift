/// Why a query or form body cannot be read, and at which byte.
package struct FormError: Error, Equatable {
    package enum Reason: Sendable {
        case tooManyFields
        /// A name or a value that is longer than any field of ours.
        case fieldTooLong
        /// A percent sign without two hexadecimal digits behind it.
        case badPercentEncoding
        /// What the percent signs stand for is no UTF-8; the offset is where the name or value begins.
        case invalidUTF8
    }

    package let reason: Reason
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// Bodies of type `application/x-www-form-urlencoded` (WHATWG URL section 5), decoded strictly. Flat: a name with
/// brackets is a name with brackets.
package enum FormDecoder {
    package static let maximumFields = 256
    /// Bytes as sent. A long note in Bangla takes nine for each letter.
    package static let longestName = 512
    package static let longestValue = 256 * 1024

    /// The fields in order; names may repeat and be empty, a field without `=` has an empty value.
    package static func parse(_ bytes: [UInt8]) throws(FormError) -> [(name: String, value: String)] {
        let bytes = bytes.span
        var fields: [(name: String, value: String)] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "&") { end += 1 }
            if end > start {
                guard fields.count < maximumFields else { throw FormError(reason: .tooManyFields, offset: start) }
                fields.append(try field(bytes, start..<end))
            }
            start = end + 1
        }
        return fields
    }

    private static func field(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(FormError) -> (name: String, value: String) {
        var equals = range.lowerBound
        while equals < range.upperBound, bytes[equals] != UInt8(ascii: "=") { equals += 1 }
        let name = try text(bytes, range.lowerBound..<equals, longest: longestName)
        let value = try text(bytes, min(equals + 1, range.upperBound)..<range.upperBound, longest: longestValue)
        return (name, value)
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>, longest: Int) throws(FormError) -> String {
        guard range.count <= longest else { throw FormError(reason: .fieldTooLong, offset: range.lowerBound) }
        var malformed = 0
        let octets = PercentDecoding.octets(bytes.extracting(range), plusIsSpace: true, malformedAt: &malformed)
        guard let octets else {
            throw FormError(reason: .badPercentEncoding, offset: range.lowerBound + malformed)
        }
        guard let text = octets.span.string() else { throw FormError(reason: .invalidUTF8, offset: range.lowerBound) }
        return text
    }
}

/// The query of a target, in the form browsers send it.
package enum QueryString {
    /// - Parameter raw: without the question mark.
    package static func parse(_ raw: String) throws(FormError) -> [(name: String, value: String)] {
        try FormDecoder.parse(Array(raw.utf8))
    }
}
