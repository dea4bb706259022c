import Foundation
import Vocabulary

/// Why a catalogue was not accepted: which file, which line, which column, and what was expected there.
package struct CatalogueError: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: String
    package let expected: String

    package var description: String { "\(file), line \(line), \(column): expected \(expected)" }
}

/// One CSV file of `Config/catalogue`, with a line of names on top.
struct CatalogueTable {
    let rows: [CatalogueRow]

    /// - Throws: `CatalogueError` for a file that is missing or is no CSV.
    init(_ file: String, in folder: URL) throws {
        guard let data = try? Data(contentsOf: folder.appending(path: file)) else {
            throw CatalogueError(file: file, line: 0, column: "(file)", expected: "a readable file")
        }
        do {
            rows = try CSVTable(Array(data)).rows.map { CatalogueRow(file: file, cells: $0) }
        } catch {
            throw CatalogueError(file: file, line: error.line, column: "(line)", expected: error.expected)
        }
    }

    /// The rows as values by their codes.
    /// - Throws: `CatalogueError` for a code that stands there twice.
    func byCode<Value>(_ column: String, _ make: (CatalogueRow) throws -> Value) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for row in rows {
            let code = try row.text(column)
            guard values.updateValue(try make(row), forKey: code) == nil else {
                throw row.error(column, "a code that no other row has")
            }
        }
        return values
    }
}

/// One row, whose cells are read by the names of their columns.
struct CatalogueRow {
    let file: String
    let cells: CSVTable.Row

    /// Nil for an empty cell.
    func optional(_ column: String) throws -> String? {
        guard let cell = cells[column] else { throw error(column, "a column of this name") }
        let text = cell.trimmed
        return text.isEmpty ? nil : text
    }

    func text(_ column: String) throws -> String {
        guard let text = try optional(column) else { throw error(column, "a text that is not empty") }
        return text
    }

    func integer(_ column: String) throws -> Int {
        guard let number = Int(try text(column)) else { throw error(column, "a whole number") }
        return number
    }

    func optionalInteger(_ column: String) throws -> Int? {
        guard let text = try optional(column) else { return nil }
        guard let number = Int(text) else { throw error(column, "a whole number or nothing") }
        return number
    }

    /// - Parameter unit: how many poisha the figures count in.
    func money(_ column: String, unit: Int64) throws -> Money {
        let number = try integer(column)
        guard (0...Int(Money.limit.poisha / unit)).contains(number) else {
            throw error(column, "an amount that is not negative, of at most a crore of taka")
        }
        return Money(poisha: Int64(number) * unit)
    }

    func name() throws -> Bilingual { Bilingual(try text("name_en"), try text("name_bn")) }

    func error(_ column: String, _ expected: String) -> CatalogueError {
        CatalogueError(file: file, line: cells.line, column: column, expected: expected)
    }
}
