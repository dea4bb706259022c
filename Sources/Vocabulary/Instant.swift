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
        let (days, rest) = milliseconds.quotientAndFloor(dividingBy: 86_400_000)
        let second = rest / 1000
        return Day(epochDay: Int(days)).description + "T" + Self.clock(second) + "." + Self.padded(rest % 1000, 3) + "Z"
    }

    /// The time on the clinic's wall (Asia/Dhaka): "10:42".
    package var wallClock: String {
        let minute = (milliseconds + Day.offsetFromUTC).quotientAndFloor(dividingBy: 86_400_000).floor / 60_000
        return Self.padded(minute / 60, 2) + ":" + Self.padded(minute % 60, 2)
    }

    private static func clock(_ second: Int64) -> String {
        padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
    }

    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that moments before 1970 fall on the right day.
    func quotientAndFloor(dividingBy divisor: Int64) -> (quotient: Int64, floor: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
