/// Comma-separated values with a line of names on top (RFC 4180), in UTF-8. Strict: what a spreadsheet could only have
/// written by mistake is refused with its line.
package struct CSVTable: Sendable {
    /// A record and the line it begins on, counted from one.
    package struct Row: Sendable {
        package let line: Int
        private let cells: [String]
        private let columns: [String: Int]

        fileprivate init(line: Int, cells: [String], columns: [String: Int]) {
            (self.line, self.cells, self.columns) = (line, cells, columns)
        }

        /// Nil when there is no column of this name.
        package subscript(name: String) -> String? { columns[name].map { cells[$0] } }
    }

    package let rows: [Row]

    /// - Throws: `CSVError` with the line.
    package init(_ bytes: [UInt8]) throws(CSVError) {
        var reader = try CSVReader(bytes)
        guard let names = try reader.next() else { throw CSVError(line: 1, expected: "a line of names") }
        let columns = Dictionary(zip(names.cells, names.cells.indices)) { first, _ in first }
        guard columns.count == names.cells.count else { throw CSVError(line: 1, expected: "each name once") }
        var rows: [Row] = []
        while let record = try reader.next() {
            guard record.cells.count == columns.count else {
                throw CSVError(line: record.line, expected: "\(columns.count) cells")
            }
            rows.append(Row(line: record.line, cells: record.cells, columns: columns))
        }
        self.rows = rows
    }
}

/// Why a text is not comma-separated values.
package struct CSVError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let expected: String

    package var description: String { "line \(line): expected \(expected)" }
}
