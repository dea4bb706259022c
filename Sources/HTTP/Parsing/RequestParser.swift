/// Parses a request head by RFC 9112, strictly: bytes in; complete, more, or refused out.
///
/// What two readers could understand in two ways is refused, not repaired: bare LF, obs-fold, blanks before a colon,
/// repeated Content-Length, Content-Length beside Transfer-Encoding (section 6.3).
struct RequestParser {
    enum Outcome: Equatable {
        /// `RequestHead.length` bytes were the head.
        case complete(RequestHead)
        case more
        case refused(Status)
    }

    /// No head ends before this offset: a slow sender costs O(new bytes).
    private var scanned = 0

    /// - Parameter bytes: everything received of this head so far, from its first byte, and maybe more.
    /// - Parameter fields: emptied and filled, so that one array serves all requests of a loop.
    mutating func parse(_ bytes: Span<UInt8>, limits: Limits, fields: inout [FieldLine]) -> Outcome {
        let start = Self.leadingEmptyLines(bytes)
        if start < bytes.count, bytes[start] != ASCII.carriageReturn, !bytes[start].isTokenCharacter {
            return .refused(.badRequest)
        }
        switch headEnd(bytes, from: start, limits: limits) {
        case .more: return .more
        case .refused(let status): return .refused(status)
        case .end(let end):
            scanned = 0
            var reader = HeadReader(limits: limits, start: start, end: end)
            do throws(Refusal) {
                return .complete(try reader.read(bytes, fields: &fields))
            } catch {
                return .refused(error.status)
            }
        }
    }

    /// Section 2.2: an empty line before the request line is ignored. Two at most.
    private static func leadingEmptyLines(_ bytes: Span<UInt8>) -> Int {
        var start = 0
        while start < 4, start + 1 < bytes.count, bytes[start] == ASCII.carriageReturn,
            bytes[start + 1] == ASCII.lineFeed
        {
            start += 2
        }
        return start
    }

    private enum Search {
        case end(Int)
        case more
        case refused(Status)
    }

    /// Looks for the empty line, from where the last call stopped.
    private mutating func headEnd(_ bytes: Span<UInt8>, from start: Int, limits: Limits) -> Search {
        let limit = min(limits.head, Int(UInt16.max))
        let bound = min(bytes.count, limit)
        var index = max(scanned, start)
        while let found = bytes.firstIndex(of: ASCII.lineFeed, in: index..<max(index, bound)) {
            guard found > start, bytes[found - 1] == ASCII.carriageReturn else { return .refused(.badRequest) }
            if found >= start + 2, bytes[found - 2] == ASCII.lineFeed { return .end(found + 1) }
            index = found + 1
        }
        scanned = max(index, bound)
        guard bytes.count >= limit else { return .more }
        return .refused(Self.statusOfOverlong(bytes, limits: limits))
    }

    /// A head that is too long because of its first line is 414 (RFC 9110 section 15.5.15), otherwise 431.
    private static func statusOfOverlong(_ bytes: Span<UInt8>, limits: Limits) -> Status {
        for index in 0..<min(bytes.count, limits.target) where bytes[index] == ASCII.lineFeed {
            return .requestHeaderFieldsTooLarge
        }
        return .uriTooLong
    }
}

/// Why a request is not taken.
struct Refusal: Error {
    let status: Status

    init(_ status: Status) {
        self.status = status
    }
}
