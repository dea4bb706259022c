import GRDB

/// A read-only connection in the hands of one thread.
package final class Reader {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Another number than before when another connection, of this process or of another one, has committed meanwhile
    /// (https://www.sqlite.org/pragma.html#pragma_data_version). Not inside `read`.
    package func dataVersion() throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    }

    /// Runs `body` on one snapshot, which holds every commit whose answer was released before this call.
    ///
    /// Not reentrant. No cursor may leave `body`: it would keep the snapshot, and the next read would see old rows.
    package func read<T>(_ body: (Database) throws -> T) throws -> T {
        try db.cachedStatement(sql: "BEGIN DEFERRED").execute()
        do {
            let value = try body(db)
            try db.cachedStatement(sql: "COMMIT").execute()
            return value
        } catch {
            // Does nothing when SQLite has ended the transaction by itself (I/O error).
            try? db.rollback()
            throw error
        }
    }
}
