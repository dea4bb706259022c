import CSQLite
import GRDB

/// What a column can be read as.
protocol ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement)
}

extension Int64: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) { self = sqlite3_column_int64(statement, CInt(column)) }
}

extension Int: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) { self = Int(Int64(column, of: statement)) }
}

extension Bool: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) { self = sqlite3_column_int64(statement, CInt(column)) != 0 }
}

extension Double: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) { self = sqlite3_column_double(statement, CInt(column)) }
}

extension String: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) { self.init(decoding: statement.text(column), as: UTF8.self) }
}

extension [UInt8]: ColumnValue {
    init(_ column: Int, of statement: SQLiteStatement) {
        let start = sqlite3_column_blob(statement, CInt(column))
        self.init(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
    }
}

extension SQLiteStatement {
    /// A column's text where SQLite keeps it: good until the next step. Asking for the text comes before asking for its
    /// length (https://www.sqlite.org/c3ref/column_blob.html).
    func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_text(self, CInt(column))
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(self, CInt(column))))
    }
}
