import CSQLite
import GRDB
import Vocabulary

/// The row that a statement stands on, read straight from SQLite.
///
/// It is good until the statement's next step, and the compiler keeps it inside the closure it is lent to. A NULL that
/// is read as if it could not be one is zero or empty, as SQLite has it: the schema says which columns are NOT NULL.
struct Row: ~Escapable {
    let statement: SQLiteStatement

    @_lifetime(borrow statement)
    init(of statement: borrowing Statement) { self.statement = statement.sqliteStatement }

    subscript<Value: ColumnValue>(column: Int) -> Value { Value(column, of: statement) }

    subscript<Value: ColumnValue>(column: Int) -> Value? {
        hasNull(atIndex: column) ? nil : Value(column, of: statement)
    }

    func hasNull(atIndex column: Int) -> Bool { sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL }
}

/// A value in the database that its own rules forbid: the file was changed by another hand.
struct CorruptValue: Error {
    let column: Int
    let type: String
}

extension Row {
    /// The identifier in a column.
    func id<Owner>(_ column: Int) throws -> ID<Owner> {
        guard let id = ID<Owner>(ascii: statement.text(column)) else { throw CorruptValue(column: column, type: "ID") }
        return id
    }

    func optionalID<Owner>(_ column: Int) throws -> ID<Owner>? {
        hasNull(atIndex: column) ? nil : try id(column)
    }

    func instant(_ column: Int) -> Instant { Instant(milliseconds: self[column]) }

    func optionalInstant(_ column: Int) -> Instant? { hasNull(atIndex: column) ? nil : instant(column) }

    func money(_ column: Int) -> Money { Money(poisha: self[column]) }

    func day(_ column: Int) throws -> Day {
        guard let day = Day(ascii: statement.text(column)) else { throw CorruptValue(column: column, type: "Day") }
        return day
    }

    /// One word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(_ column: Int) throws -> Word where Word.RawValue == String {
        let text: String = self[column]
        // Most words are kept inside their string, so that comparing them is quicker than `init(rawValue:)`.
        guard let word = Word.allCases.first(where: { $0.rawValue == text }) else {
            throw CorruptValue(column: column, type: String(describing: Word.self))
        }
        return word
    }
}
