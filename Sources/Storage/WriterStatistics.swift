import Synchronization

/// What the writer has done since it started.
package struct WriterStatistics: Sendable {
    package var commits = 0
    /// Batches that were refused because the transaction could not begin or be committed.
    package var failedCommits = 0
    /// Commands answered, with success or failure.
    package var commands = 0
    package var largestBatch = 0
    /// Commands that wait now.
    package var waiting = 0
    /// From BEGIN to the end of COMMIT, of the last batch.
    package var lastCommit = Duration.zero
}

/// The live counts behind the statistics. Only the writer's thread records.
final class WriterCounters: Sendable {
    private let commits = Atomic(0)
    private let failedCommits = Atomic(0)
    private let commands = Atomic(0)
    private let largestBatch = Atomic(0)
    private let lastNanoseconds = Atomic<Int64>(0)

    func record(batch: Int, isCommitted: Bool, took duration: Duration) {
        if isCommitted {
            commits.add(1, ordering: .relaxed)
        } else {
            failedCommits.add(1, ordering: .relaxed)
        }
        commands.add(batch, ordering: .relaxed)
        largestBatch.max(batch, ordering: .relaxed)
        lastNanoseconds.store(Int64(duration / .nanoseconds(1)), ordering: .relaxed)
    }

    func statistics(waiting: Int) -> WriterStatistics {
        WriterStatistics(
            commits: commits.load(ordering: .relaxed),
            failedCommits: failedCommits.load(ordering: .relaxed),
            commands: commands.load(ordering: .relaxed),
            largestBatch: largestBatch.load(ordering: .relaxed),
            waiting: waiting,
            lastCommit: .nanoseconds(lastNanoseconds.load(ordering: .relaxed)))
    }
}
