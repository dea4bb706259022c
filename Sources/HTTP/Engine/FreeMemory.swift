import CLinux

/// Memory that was used and is free again, which the C library would keep for the next time.
package enum FreeMemory {
    /// Gives it back to the system. Takes about a millisecond: for once, after a start.
    package static func giveBack() { malloc_trim(0) }
}
