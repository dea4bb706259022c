import CSQLite
import GRDB
import Vocabulary

/// Statements of the clinic. Each is prepared once per connection and runs inside the caller's transaction. They throw
/// GRDB's `DatabaseError`.
extension Database {
    /// Runs a statement to its end.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        let statement = try free(sql)
        // GRDB then takes what is bound here as it is.
        statement.setUncheckedArguments(GRDB.StatementArguments())
        try withBound(arguments, to: statement) {
            // Through GRDB, which tells those who watch the tables it writes.
            try statement.execute()
        }
    }

    func first<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ make: (Row) throws -> Value
    ) throws -> Value? {
        let statement = try query(sql)
        return try withBound(arguments, to: statement) {
            try step(statement) ? try make(Row(of: statement)) : nil
        }
    }

    func list<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ make: (Row) throws -> Value
    ) throws -> [Value] {
        let statement = try query(sql)
        return try withBound(arguments, to: statement) {
            var values: [Value] = []
            while try step(statement) { values.append(try make(Row(of: statement))) }
            return values
        }
    }

    /// Lends one row after the other, for results that are too many to hold.
    func each(_ sql: String, _ arguments: StatementArguments = [], _ body: (Row) throws -> Void) throws {
        let statement = try query(sql)
        try withBound(arguments, to: statement) {
            while try step(statement) { try body(Row(of: statement)) }
        }
    }

    /// A statement that only reads. What writes goes through GRDB, or no topic would hear of it.
    private func query(_ sql: String) throws -> Statement {
        // SQLite may have ended the transaction by itself (disk full, I/O error); nothing more happens outside of one.
        guard isInsideTransaction else {
            throw DatabaseError(resultCode: .SQLITE_ABORT, message: "There is no transaction", sql: sql)
        }
        let statement = try free(sql)
        guard statement.isReadonly else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "What writes must be run", sql: sql)
        }
        return statement
    }

    /// The one that is kept, or one more while that one is being stepped by a caller.
    private func free(_ sql: String) throws -> Statement {
        let kept = try cachedStatement(sql: sql)
        return sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try makeStatement(sql: sql)
    }

    /// Runs `body` with the statement's arguments bound. Nothing stays bound: the bytes are on the stack.
    private func withBound<Result>(
        _ arguments: StatementArguments, to statement: Statement, _ body: () throws -> Result
    ) throws -> Result {
        // No more than Swift puts on the stack.
        try withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { room in
            defer {
                sqlite3_reset(statement.sqliteStatement)
                sqlite3_clear_bindings(statement.sqliteStatement)
            }
            try bind(arguments, to: statement, room)
            return try body()
        }
    }

    private func bind(
        _ arguments: StatementArguments, to statement: Statement, _ room: UnsafeMutableRawBufferPointer
    ) throws {
        let count = Int(sqlite3_bind_parameter_count(statement.sqliteStatement))
        guard arguments.count == count else {
            throw DatabaseError(
                resultCode: .SQLITE_MISUSE, message: "\(arguments.count) arguments for \(count)", sql: statement.sql)
        }
        var parameters = Parameters(statement: statement.sqliteStatement, room: room)
        for index in 0..<count {
            let position = CInt(index + 1)
            let code =
                arguments[index]?.bind(to: &parameters, at: position)
                ?? sqlite3_bind_null(parameters.statement, position)
            guard code == SQLITE_OK else { throw failure(code, statement) }
        }
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
            message: sqlite3_errmsg(sqliteConnection).map { String(cString: $0) }, sql: statement.sql)
    }
}
