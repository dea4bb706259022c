import CSQLite
import GRDB

/// What is sealed: the row before's seal, then each column by its type and its length, so that no two different rows have
/// the same bytes.
struct AuditEncoding {
    private enum Tag {
        static let null: UInt8 = 0
        static let integer: UInt8 = 1
        static let text: UInt8 = 2
        static let other: UInt8 = 3
    }

    private(set) var bytes: [UInt8] = []

    /// Begins anew in the room it has.
    mutating func begin(after previous: AuditMAC) {
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(512)
        withUnsafeBytes(of: previous) { bytes.append(contentsOf: $0) }
    }

    /// The same row after another one.
    mutating func follow(_ previous: AuditMAC) {
        withUnsafeBytes(of: previous) { bytes.replaceSubrange(0..<AuditMAC.length, with: $0) }
    }

    /// The same row under another number, which is the first that is sealed of it.
    mutating func renumber(_ number: Int64) {
        let start = AuditMAC.length + 1
        withUnsafeBytes(of: number.littleEndian) { bytes.replaceSubrange(start..<start + 8, with: $0) }
    }

    mutating func add(_ number: Int64) {
        bytes.append(Tag.integer)
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ text: String?) {
        guard var text else { return bytes.append(Tag.null) }
        text.withUTF8 { add(Tag.text, UnsafeRawBufferPointer($0)) }
    }

    /// A column as the database has it.
    mutating func add(_ column: Int, of row: Row) {
        let (statement, column) = (row.statement, CInt(column))
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: bytes.append(Tag.null)
        case SQLITE_INTEGER: add(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: add(Tag.text, UnsafeRawBufferPointer(statement.text(Int(column))))
        default:
            // No column of these tables is of another type: somebody has made one.
            let start = sqlite3_column_blob(statement, column)
            add(Tag.other, UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
        }
    }

    private mutating func add(_ tag: UInt8, _ content: UnsafeRawBufferPointer) {
        bytes.append(tag)
        withUnsafeBytes(of: UInt32(content.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content)
    }
}
