/// Where the time of an answer went, as far as its maker knows, in nanoseconds.
package struct Timings: Sendable, Equatable {
    /// Held back on purpose, by a long poll.
    package var held: Int64 = 0
    /// Waiting for the writer.
    package var queued: Int64 = 0
    /// From the writer's beginning to the end of the commit.
    package var written: Int64 = 0

    package init() {}
}
