import GRDB

/// The one writer: takes what waits, commits it together, then releases the answers.
final class Writer: Sendable {
    let commands = CommandQueue()
    let counters = WriterCounters()
    private let topics: Topics
    private let batchLimit: Int

    init(topics: Topics, batchLimit: Int) {
        self.topics = topics
        self.batchLimit = batchLimit
    }

    /// Works until the queue is closed and empty. The caller's thread is the writer's thread.
    func run(on db: Database) {
        let touched = TouchedTables()
        let transaction = GroupCommit(db, touched: touched)
        let clock = ContinuousClock()
        while let batch = commands.next(limit: batchLimit) {
            let start = clock.now
            let (answers, commit) = transaction.perform(batch)
            counters.record(batch: batch.count, commit: commit, took: clock.now - start)
            if commit != nil { topics.bump(tables: touched.byBatch) }
            for answer in answers { answer() }
        }
        checkpoint(db)
    }

    /// For commands that will never be run.
    func refuseAll(_ error: StoreError) {
        while let batch = commands.next(limit: batchLimit) {
            for command in batch { command.refusal(error)() }
        }
    }

    /// A failure is harmless: the log stays beside the file and is read again at the next opening.
    private func checkpoint(_ db: Database) {
        _ = try? db.checkpoint(.truncate)
    }
}
