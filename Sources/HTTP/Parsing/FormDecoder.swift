/// Why a query or form body cannot be read.
package enum FormError: Error, Equatable {
    case tooManyFields
    /// A percent sign without two hexadecimal digits behind it, or bytes that are no UTF-8.
    case malformed
}

/// Bodies of type `application/x-www-form-urlencoded` (WHATWG URL section 5), decoded strictly. Flat: a name with
/// brackets is a name with brackets.
package enum FormDecoder {
    package static let maximumFields = 256

    /// The fields in order; names may repeat and be empty, a field without `=` has an empty value.
    package static func parse(_ bytes: [UInt8]) throws(FormError) -> [(name: String, value: String)] {
        let bytes = bytes.span
        var fields: [(name: String, value: String)] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "&") { end += 1 }
            if end > start {
                guard fields.count < maximumFields else { throw .tooManyFields }
                fields.append(try field(bytes.extracting(start..<end)))
            }
            start = end + 1
        }
        return fields
    }

    private static func field(_ bytes: Span<UInt8>) throws(FormError) -> (name: String, value: String) {
        var equals = 0
        while equals < bytes.count, bytes[equals] != UInt8(ascii: "=") { equals += 1 }
        let valueStart = min(equals + 1, bytes.count)
        guard let name = PercentDecoding.decode(bytes.extracting(0..<equals), plusIsSpace: true),
            let value = PercentDecoding.decode(bytes.extracting(valueStart..<bytes.count), plusIsSpace: true)
        else { throw .malformed }
        return (name, value)
    }
}

/// The query of a target, in the form browsers send it.
package enum QueryString {
    /// - Parameter raw: without the question mark.
    package static func parse(_ raw: String) throws(FormError) -> [(name: String, value: String)] {
        try FormDecoder.parse(Array(raw.utf8))
    }
}
