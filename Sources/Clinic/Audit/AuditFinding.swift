/// What is wrong with the log. Rows are named by their numbers.
package enum AuditFinding: Equatable, Sendable {
    /// The row is not what was written.
    case changed(Int)
    /// Rows that were there are gone. The row behind them was bound to them and cannot be proven by itself.
    case missing(ClosedRange<Int>)
    /// Nobody with the key wrote this row.
    case inserted(Int)
    /// Each stands in the other's place.
    case swapped(Int, Int)
    /// The row was written as another number.
    case moved(Int, belongs: Int)
    /// Rows behind the last one are gone.
    case cutOff(ClosedRange<Int>)
    /// The log once ended with this row, and has another one in its place.
    case replaced(Int)
    /// Rows of `audit_change` that do not belong to this row, or to no row yet: something was changed past the program.
    case stray(Int)
    /// The schema does not protect the log any more.
    case unprotected(String)
    /// Where the log ended is not written down, so that nobody can tell whether its last rows are gone.
    case noEnd
    /// Not one row was sealed with this key.
    case anotherKey
}

extension AuditFinding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let row): "row \(row) was changed"
        case .missing(let rows): "\(Self.words(rows)) missing; the next row cannot be proven without"
        case .inserted(let row): "row \(row) was put in"
        case .swapped(let one, let other): "rows \(one) and \(other) were swapped"
        case .moved(let row, let number): "row \(row) was written as row \(number)"
        case .cutOff(let rows): "\(Self.words(rows)) cut off at the end"
        case .replaced(let row): "the log once ended with another row \(row): an older copy took its place"
        case .stray(let row): "rows of audit_change for row \(row) that it does not have: changed past the program"
        case .unprotected(let name): "the trigger \(name) is gone"
        case .noEnd: "where the log ended is not written down: rows that are cut off cannot be found"
        case .anotherKey: "no row was sealed with this key: it is another log's, or every row was changed"
        }
    }

    private static func words(_ rows: ClosedRange<Int>) -> String {
        rows.count == 1 ? "row \(rows.lowerBound) is" : "rows \(rows.lowerBound) to \(rows.upperBound) are"
    }

    /// The first row it is about; what is about no row comes last.
    var place: Int {
        switch self {
        case .changed(let row), .inserted(let row), .replaced(let row), .stray(let row): row
        case .missing(let rows), .cutOff(let rows): rows.lowerBound
        case .swapped(let one, let other): min(one, other)
        case .moved(let row, _): row
        case .unprotected, .noEnd, .anotherKey: .max
        }
    }
}

/// What came of reading the whole log.
package struct AuditReport: Equatable, Sendable {
    package var rows = 0
    package var last = 0
    package var findings: [AuditFinding] = []
    /// Findings beyond those that are named.
    package var more = 0

    package var isWhole: Bool { findings.isEmpty }
}
