import Glibc

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z. Stored as that number.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads the server's clock. Only the application's edge calls this; everything else is told the time.
    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// Whole seconds from `earlier` to here, never negative: a clock that was set back does not make time run back.
    package func seconds(since earlier: Instant) -> Int { Int(max(0, milliseconds - earlier.milliseconds) / 1000) }

    /// RFC 3339 in UTC with milliseconds: "2026-11-21T04:05:06.789Z".
    package var timestamp: String {
        String(unsafeUninitializedCapacity: Self.timestampLength) { text in
            writeTimestamp(to: text)
            return Self.timestampLength
        }
    }

    /// The number of ASCII characters a timestamp has.
    package static let timestampLength = 24

    /// Writes the 24 characters of the timestamp.
    package func writeTimestamp(to text: UnsafeMutableBufferPointer<UInt8>) {
        let (days, rest) = milliseconds.quotientAndFloor(dividingBy: 86_400_000)
        let (second, fraction) = (Int(rest / 1000), Int(rest % 1000))
        Day(epochDay: Int(days)).write(to: text)
        Decimal.write(second / 3600, width: 2, to: text, at: 11)
        Decimal.write(second / 60 % 60, width: 2, to: text, at: 14)
        Decimal.write(second % 60, width: 2, to: text, at: 17)
        Decimal.write(fraction, width: 3, to: text, at: 20)
        (text[10], text[13], text[16]) = (UInt8(ascii: "T"), UInt8(ascii: ":"), UInt8(ascii: ":"))
        (text[19], text[23]) = (UInt8(ascii: "."), UInt8(ascii: "Z"))
    }

    /// The time on the clinic's wall (Asia/Dhaka): "10:42".
    package var wallClock: String {
        let minute = Int((milliseconds + Day.offsetFromUTC).quotientAndFloor(dividingBy: 86_400_000).floor / 60_000)
        return String(unsafeUninitializedCapacity: 5) { text in
            Decimal.write(minute / 60, width: 2, to: text, at: 0)
            text[2] = UInt8(ascii: ":")
            Decimal.write(minute % 60, width: 2, to: text, at: 3)
            return 5
        }
    }
}

/// Numbers in a fixed number of digits, straight into a string's storage: boards hold hundreds of times.
enum Decimal {
    // Inlined, so that each width becomes straight code.
    @inline(__always)
    static func write(_ number: Int, width: Int, to text: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        var rest = number
        for position in (start..<start + width).reversed() {
            text[position] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that moments before 1970 fall on the right day.
    func quotientAndFloor(dividingBy divisor: Int64) -> (quotient: Int64, floor: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
