import Glibc

/// The clock that durations are measured by, in nanoseconds: a number, because it is read twice for each request.
package enum Monotonic {
    package static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
