import Glibc

/// Looks at many octets at a time: most of a head is field values, and nothing is in them.
extension Span where Element == UInt8 {
    @inline(__always)
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        extracting(range).withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
            return range.lowerBound + (UnsafeRawPointer(found) - base)
        }
    }

    /// The first octet from `start` on that no field value holds; the count if there is none.
    @inline(__always)
    func endOfFieldContent(from start: Int) -> Int {
        var index = start
        while true {
            index = skipPlain(from: index)
            // What stopped it may be a tab, or the last few octets.
            var steps = 0
            while index < count, self[index].isFieldContent, steps < 8 {
                index += 1
                steps += 1
            }
            if steps < 8 { return index }
        }
    }

    /// Goes on by eight octets while all of them are neither control characters nor DEL.
    @inline(__always)
    private func skipPlain(from start: Int) -> Int {
        withUnsafeBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard !word.hasControlCharacter else { return index }
                index += 8
            }
            return index
        }
    }
}

extension UInt64 {
    /// Whether one of its octets is below 0x20 or 0x7f. May say so of others beside such a one, never the other way.
    @inline(__always)
    fileprivate var hasControlCharacter: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let below = (self &- ones &* 0x20) & ~self & highs
        let other = self ^ ones &* 0x7f
        let delete = (other &- ones) & ~other & highs
        return below | delete != 0
    }
}
