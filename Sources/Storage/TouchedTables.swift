import GRDB

/// The tables that the commands of one batch changed.
///
/// SQLite's update hook is silent for WITHOUT ROWID tables, for rows that REPLACE deletes and for `DELETE` without
/// `WHERE`. So we note what each statement may write, with its triggers and foreign key actions, as SQLite's authorizer
/// told GRDB; GRDB asks `observes` before each execution. The count of changed rows then tells the commands that wrote
/// from those that only might have.
final class TouchedTables: TransactionObserver {
    private let watched: Set<String>
    private var byCommand: Set<String> = []
    private var changesBefore = 0
    private(set) var byBatch: Set<String> = []

    init(watched: Set<String>) {
        self.watched = watched
    }

    func batchWillBegin() {
        byBatch.removeAll(keepingCapacity: true)
    }

    func commandWillBegin(_ db: Database) {
        byCommand.removeAll(keepingCapacity: true)
        changesBefore = db.totalChangesCount
    }

    func commandDidSucceed(_ db: Database) {
        guard db.totalChangesCount != changesBefore else { return }
        byBatch.formUnion(byCommand)
    }

    /// Always false: we never need the rows, and GRDB then installs no update hook.
    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool {
        let table = kind.tableName
        if watched.contains(table) { byCommand.insert(table) }
        return false
    }

    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
}
