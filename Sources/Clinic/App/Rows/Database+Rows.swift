import CSQLite
import GRDB
import Vocabulary

/// Statements of the clinic. Each is prepared once per connection and runs inside the caller's transaction. They throw
/// GRDB's `DatabaseError`.
extension Database {
    /// Runs a statement to its end.
    func run(_ sql: String, _ arguments: [(any StatementBinding)?] = []) throws {
        // Through GRDB, which tells those who watch the tables it writes.
        try prepared(sql, arguments).execute()
    }

    func first<Value>(
        _ sql: String, _ arguments: [(any StatementBinding)?] = [], _ make: (Row) throws -> Value
    ) throws -> Value? {
        let statement = try query(sql, arguments)
        defer { sqlite3_reset(statement.sqliteStatement) }
        return try step(statement) ? try make(Row(of: statement)) : nil
    }

    func list<Value>(
        _ sql: String, _ arguments: [(any StatementBinding)?] = [], _ make: (Row) throws -> Value
    ) throws -> [Value] {
        let statement = try query(sql, arguments)
        defer { sqlite3_reset(statement.sqliteStatement) }
        var values: [Value] = []
        while try step(statement) { values.append(try make(Row(of: statement))) }
        return values
    }

    /// A statement that only reads. What writes goes through GRDB, or no topic would hear of it.
    private func query(_ sql: String, _ arguments: [(any StatementBinding)?]) throws -> Statement {
        // SQLite may have ended the transaction by itself (disk full, I/O error); nothing more happens outside of one.
        guard isInsideTransaction else {
            throw DatabaseError(resultCode: .SQLITE_ABORT, message: "There is no transaction", sql: sql)
        }
        let statement = try prepared(sql, arguments)
        guard statement.isReadonly else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "What writes must be run", sql: sql)
        }
        return statement
    }

    /// The statement with its arguments bound, ready to be stepped.
    private func prepared(_ sql: String, _ arguments: [(any StatementBinding)?]) throws -> Statement {
        let statement = try free(sql)
        // Resets it, and has GRDB take what is bound below as it is.
        statement.setUncheckedArguments(StatementArguments())
        guard arguments.count == Int(sqlite3_bind_parameter_count(statement.sqliteStatement)) else {
            throw DatabaseError(
                resultCode: .SQLITE_MISUSE, message: "\(arguments.count) arguments are the wrong number", sql: sql)
        }
        for (index, argument) in arguments.enumerated() {
            try bind(argument, to: statement, at: CInt(index + 1))
        }
        return statement
    }

    /// The one that is kept, or one more while that one is being stepped by a caller.
    private func free(_ sql: String) throws -> Statement {
        let kept = try cachedStatement(sql: sql)
        return sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try makeStatement(sql: sql)
    }

    private func bind(_ argument: (any StatementBinding)?, to statement: Statement, at index: CInt) throws {
        let code =
            argument?.bind(to: statement.sqliteStatement, at: index)
            ?? sqlite3_bind_null(statement.sqliteStatement, index)
        guard code == SQLITE_OK else { throw failure(code, statement) }
    }

    /// False when there are no more rows.
    private func step(_ statement: Statement) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, statement)
        }
    }

    private func failure(_ code: CInt, _ statement: Statement) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(sqliteConnection).map { String(cString: $0) },
            sql: statement.sql)
    }
}
