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
    /// Commands of a batch.
    package var batchSizes = Distribution(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256])
    /// From BEGIN to the end of COMMIT, in seconds.
    package var transactionTimes = Distribution(bounds: seconds)
    /// COMMIT alone, in seconds: nearly all of it is the log being synced.
    package var commitTimes = Distribution(bounds: seconds)

    private static let seconds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
    ]
}

/// The live counts behind the statistics, taken once for each batch.
final class WriterCounters: Sendable {
    private let counts = Mutex(WriterStatistics())

    /// - Parameter commit: how long COMMIT took; nil when nothing was kept.
    func record(batch: Int, commit: Duration?, took duration: Duration) {
        counts.withLock { counts in
            counts.commands += batch
            counts.largestBatch = max(counts.largestBatch, batch)
            counts.lastCommit = duration
            counts.batchSizes.add(Double(batch))
            counts.transactionTimes.add(duration / .seconds(1))
            guard let commit else {
                counts.failedCommits += 1
                return
            }
            counts.commits += 1
            counts.commitTimes.add(commit / .seconds(1))
        }
    }

    func statistics(waiting: Int) -> WriterStatistics {
        var statistics = counts.withLock { $0 }
        statistics.waiting = waiting
        return statistics
    }
}
