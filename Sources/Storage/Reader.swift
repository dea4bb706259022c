import CSQLite
import GRDB

/// A read-only connection in the hands of one thread.
package final class Reader {
    private let db: Database
    private let begin: Statement
    private let commit: Statement

    init(_ db: Database) throws {
        self.db = db
        begin = try db.makeStatement(sql: "BEGIN DEFERRED")
        commit = try db.makeStatement(sql: "COMMIT")
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
        try step(begin)
        do {
            let value = try body(db)
            try step(commit)
            return value
        } catch {
            // Does nothing when SQLite has ended the transaction by itself (I/O error).
            try? db.rollback()
            throw error
        }
    }

    /// Not by GRDB, which would tell those who watch what is written: here nothing is.
    private func step(_ statement: Statement) throws {
        sqlite3_step(statement.sqliteStatement)
        let code = sqlite3_reset(statement.sqliteStatement)
        guard code == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql)
        }
    }
}
