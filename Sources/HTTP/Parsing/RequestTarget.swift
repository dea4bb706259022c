/// A request target, whatever its form, reduced to path and query (RFC 9112 section 3.2). The authority form belongs to
/// CONNECT, which no server of ours knows.
struct RequestTarget {
    private(set) var path: Range<Int>
    /// Without the question mark.
    private(set) var query: Range<Int>?
    /// Of the absolute form: it counts, and Host does not.
    private(set) var authority: Range<Int>?
    /// The absolute form asked for https.
    private(set) var isSecure = false

    init(_ target: Range<Int>, method: Method, in bytes: Span<UInt8>) throws(Refusal) {
        path = target
        if bytes[target.lowerBound] == ASCII.slash {
            splitPath(in: bytes)
        } else if method != .options || !bytes.extracting(target).equals("*") {
            let start = try skipScheme(target, in: bytes)
            try readAuthority(start..<target.upperBound, in: bytes)
        }
    }

    private mutating func splitPath(in bytes: Span<UInt8>) {
        guard let mark = path.first(where: { bytes[$0] == ASCII.questionMark }) else { return }
        query = mark + 1..<path.upperBound
        path = path.lowerBound..<mark
    }

    private mutating func skipScheme(_ target: Range<Int>, in bytes: Span<UInt8>) throws(Refusal) -> Int {
        let text = bytes.extracting(target)
        if text.starts(withIgnoringCase: "http://") { return target.lowerBound + 7 }
        guard text.starts(withIgnoringCase: "https://") else { throw Refusal(.badRequest) }
        isSecure = true
        return target.lowerBound + 8
    }

    private mutating func readAuthority(_ rest: Range<Int>, in bytes: Span<UInt8>) throws(Refusal) {
        let end = rest.first { bytes[$0] == ASCII.slash || bytes[$0] == ASCII.questionMark } ?? rest.upperBound
        let named = bytes.extracting(rest.lowerBound..<end)
        guard Authority.hasHost(named), Authority.isValid(named) else { throw Refusal(.badRequest) }
        authority = rest.lowerBound..<end
        path = end..<rest.upperBound
        splitPath(in: bytes)
        // An empty path means "/": the second slash of the scheme stands in for it.
        if path.isEmpty { path = rest.lowerBound - 1..<rest.lowerBound }
    }
}

extension Span where Element == UInt8 {
    /// `literal` must be lower-case.
    fileprivate func starts(withIgnoringCase literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        return count >= length && extracting(0..<length).equalsIgnoringCase(literal)
    }
}
