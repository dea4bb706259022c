import GRDB

/// Many commands in one transaction, with one COMMIT and so one fsync for all.
///
/// A savepoint costs a copy of every page its command touches. Hardly a command fails after it has changed something,
/// so the batch goes without savepoints first, and again with one for each command when one does fail like that.
struct GroupCommit {
    private let db: Database
    private let touched: TouchedTables

    init(_ db: Database, touched: TouchedTables) {
        self.db = db
        self.touched = touched
        db.add(transactionObserver: touched, extent: .databaseLifetime)
    }

    /// The answers in the commands' order, and how long the commit took. When it failed that is nil, every answer is
    /// `StoreError.unavailable`, and nothing was kept.
    ///
    /// GRDB's `inTransaction` also refuses further statements once SQLite has rolled the transaction back by itself
    /// (disk full, I/O error): a command that swallowed the error would go on in autocommit mode.
    func perform(_ batch: [Command]) -> (answers: [Command.Answer], commit: Duration?) {
        do {
            let kept = try together(batch) ?? apart(batch)
            return (kept.answers, kept.commit)
        } catch {
            let reason = StoreError.unavailable(error)
            return (batch.map { $0.refusal(reason) }, nil)
        }
    }

    private typealias Kept = (answers: [Command.Answer], commit: Duration)

    /// Nil when a command changed something and failed: then nothing of the batch was kept.
    private func together(_ batch: [Command]) throws -> Kept? {
        let kept = try inTransaction(batch) { command in
            try undoing(command) { _ in nil }
        }
        return kept.answers.count == batch.count ? kept : nil
    }

    private func apart(_ batch: [Command]) throws -> Kept {
        try inTransaction(batch) { command in
            try db.cachedStatement(sql: "SAVEPOINT command").execute()
            let answer = try undoing(command) {
                try db.execute(sql: "ROLLBACK TO command")
                return command.refusal($0)
            }
            try db.cachedStatement(sql: "RELEASE command").execute()
            return answer
        }
    }

    /// The answers, up to a command that has none; then nothing is kept.
    private func inTransaction(
        _ batch: [Command], _ perform: (Command) throws -> Command.Answer?
    ) throws -> Kept {
        var ended = ContinuousClock.now
        var answers: [Command.Answer] = []
        answers.reserveCapacity(batch.count)
        touched.batchWillBegin()
        try db.inTransaction(.immediate) {
            for command in batch {
                guard let answer = try perform(command) else { return .rollback }
                answers.append(answer)
            }
            ended = .now
            return .commit
        }
        return (answers, .now - ended)
    }

    /// Performs a command; when it fails, `undo` is asked to undo what it has changed, if it has changed anything.
    /// Throws only when the transaction itself is lost.
    private func undoing(
        _ command: Command, _ undo: (any Error) throws -> Command.Answer?
    ) throws -> Command.Answer? {
        touched.commandWillBegin(db)
        do {
            let answer = try command.perform(db)
            touched.commandDidSucceed(db)
            return answer
        } catch {
            guard db.isInsideTransaction else { throw error }
            let refusal = StoreError.answer(to: error)
            return touched.hasChanges(db) ? try undo(refusal) : command.refusal(refusal)
        }
    }
}
