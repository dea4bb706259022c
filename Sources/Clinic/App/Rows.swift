import GRDB
import Vocabulary

/// A value in the database that its own rules forbid: the file was changed by another hand.
struct CorruptValue: Error {
    let column: Int
    let type: String
}

extension Row {
    /// The identifier in a column.
    func id<Owner>(_ column: Int) throws -> ID<Owner> {
        guard let id = ID<Owner>(self[column] as String) else { throw CorruptValue(column: column, type: "ID") }
        return id
    }

    func optionalID<Owner>(_ column: Int) throws -> ID<Owner>? {
        guard let text: String = self[column] else { return nil }
        return ID<Owner>(text)
    }

    func instant(_ column: Int) -> Instant { Instant(milliseconds: self[column]) }

    func optionalInstant(_ column: Int) -> Instant? {
        (self[column] as Int64?).map { Instant(milliseconds: $0) }
    }

    func money(_ column: Int) -> Money { Money(poisha: self[column]) }

    /// One word of a closed list.
    func word<Word: RawRepresentable>(_ column: Int) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: self[column]) else {
            throw CorruptValue(column: column, type: String(describing: Word.self))
        }
        return word
    }

    func day(_ column: Int) throws -> Day {
        guard let day = Day(self[column] as String) else { throw CorruptValue(column: column, type: "Day") }
        return day
    }
}

extension Database {
    /// Runs a statement that is prepared once per connection.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func first<Value>(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ make: (Row) throws -> Value
    ) throws -> Value? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments).map(make)
    }

    func list<Value>(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ make: (Row) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try rows.next() { values.append(try make(row)) }
        return values
    }
}

extension ID: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { description.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> ID? {
        String.fromDatabaseValue(value).flatMap { ID($0) }
    }
}

extension Day: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { description.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Day? {
        String.fromDatabaseValue(value).flatMap { Day($0) }
    }
}

extension Instant: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { milliseconds.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? {
        Int64.fromDatabaseValue(value).map { Instant(milliseconds: $0) }
    }
}

extension Money: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { poisha.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Money? {
        Int64.fromDatabaseValue(value).map { Money(poisha: $0) }
    }
}
