import GRDB

/// Many commands in one transaction, each in a savepoint of its own, with one COMMIT and so one fsync for all.
struct GroupCommit {
    private let db: Database
    private let touched: TouchedTables

    init(_ db: Database, touched: TouchedTables) {
        self.db = db
        self.touched = touched
        db.add(transactionObserver: touched, extent: .databaseLifetime)
    }

    /// The answers in the commands' order, and whether the commit succeeded. When it did not, every answer is
    /// `StoreError.unavailable` and nothing was kept.
    ///
    /// GRDB's `inTransaction` also refuses further statements once SQLite has rolled the transaction back by itself
    /// (disk full, I/O error): a command that swallowed the error would go on in autocommit mode.
    func perform(_ batch: [Command]) -> (answers: [Command.Answer], isCommitted: Bool) {
        var answers: [Command.Answer] = []
        answers.reserveCapacity(batch.count)
        touched.batchWillBegin()
        do {
            try db.inTransaction(.immediate) {
                for command in batch {
                    answers.append(try perform(command))
                }
                return .commit
            }
            return (answers, true)
        } catch {
            let reason = StoreError.unavailable(error)
            return (batch.map { $0.refusal(reason) }, false)
        }
    }

    /// Throws only when the transaction itself is lost.
    private func perform(_ command: Command) throws -> Command.Answer {
        touched.commandWillBegin(db)
        try db.cachedStatement(sql: "SAVEPOINT command").execute()
        do {
            let answer = try command.perform(db)
            try db.cachedStatement(sql: "RELEASE command").execute()
            touched.commandDidSucceed(db)
            return answer
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.execute(sql: "ROLLBACK TO command; RELEASE command")
            return command.refusal(StoreError.answer(to: error))
        }
    }
}
