import GRDB

/// The tables that the commands of one batch changed.
///
/// SQLite's update hook is silent for WITHOUT ROWID tables, for rows that REPLACE deletes and for `DELETE` without
/// `WHERE`. So we note what each statement may write, with its triggers and foreign key actions, as SQLite's authorizer
/// told GRDB; GRDB asks `observes` before each execution. The count of changed rows then tells the commands that wrote
/// from those that only might have.
final class TouchedTables: TransactionObserver {
    // Lists and not sets: a command writes a handful of tables, and the same ones again and again.
    private var byCommand: [String] = []
    private(set) var byBatch: [String] = []
    private var changesBefore = 0

    func batchWillBegin() {
        byBatch.removeAll(keepingCapacity: true)
    }

    func commandWillBegin(_ db: Database) {
        byCommand.removeAll(keepingCapacity: true)
        changesBefore = db.totalChangesCount
    }

    /// Whether the command has changed a row by now. What a failed statement changed, SQLite has undone and not counted.
    func hasChanges(_ db: Database) -> Bool { db.totalChangesCount != changesBefore }

    func commandDidSucceed(_ db: Database) {
        guard hasChanges(db) else { return }
        for table in byCommand where !byBatch.contains(table) { byBatch.append(table) }
    }

    /// Always false: we never need the rows, and GRDB then installs no update hook.
    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool {
        let table = kind.tableName
        if !byCommand.contains(table) { byCommand.append(table) }
        return false
    }

    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
}
