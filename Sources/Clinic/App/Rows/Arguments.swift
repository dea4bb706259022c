import CSQLite
import GRDB
import Vocabulary

// The clinic's own words as arguments of statements: they are bound as they are stored, from the stack.

extension ID: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { description.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> ID? {
        String.fromDatabaseValue(value).flatMap { ID($0) }
    }

    package func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        withASCII { statement.bind(ascii: $0, at: index) }
    }
}

extension Day: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { description.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Day? {
        String.fromDatabaseValue(value).flatMap { Day($0) }
    }

    package func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        withASCII { statement.bind(ascii: $0, at: index) }
    }
}

extension Instant: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { milliseconds.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? {
        Int64.fromDatabaseValue(value).map { Instant(milliseconds: $0) }
    }

    package func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        sqlite3_bind_int64(statement, index, milliseconds)
    }
}

extension SQLiteStatement {
    fileprivate func bind(ascii text: UnsafeBufferPointer<UInt8>, at index: CInt) -> CInt {
        text.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text(self, index, $0.baseAddress, CInt($0.count), copied)
        }
    }
}

/// SQLITE_TRANSIENT, a macro that Swift cannot import: SQLite makes its own copy.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
