/// One record after another. A line ends with LF or CR LF; a cell in quotes may hold both, commas, and quotes written
/// twice (RFC 4180 section 2). Empty lines say nothing and are passed over.
struct CSVReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    /// - Throws: `CSVError` for what is not UTF-8.
    init(_ bytes: [UInt8]) throws(CSVError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw CSVError(line: 1, expected: "UTF-8") }
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Nil at the end.
    mutating func next() throws(CSVError) -> (line: Int, cells: [String])? {
        while endLine() {}
        guard position < bytes.count else { return nil }
        let first = line
        var cells = [try cell()]
        while position < bytes.count, !endLine() {
            guard bytes[position] == comma else { throw CSVError(line: line, expected: "a comma after the quotes") }
            position += 1
            cells.append(try cell())
        }
        return (first, cells)
    }

    /// Passes over the end of a line, if one is here.
    private mutating func endLine() -> Bool {
        let length = bytes[position...].starts(with: [carriageReturn, lineFeed]) ? 2 : 1
        guard length == 2 || (position < bytes.count && bytes[position] == lineFeed) else { return false }
        position += length
        line += 1
        return true
    }

    private mutating func cell() throws(CSVError) -> String {
        guard position < bytes.count, bytes[position] == quote else { return try plain() }
        return try quoted()
    }

    private mutating func plain() throws(CSVError) -> String {
        let rest = bytes[position...]
        let end = rest.firstIndex { $0 == comma || $0 == lineFeed } ?? rest.endIndex
        var cell = rest[..<end]
        if end < bytes.count, bytes[end] == lineFeed, cell.last == carriageReturn { cell.removeLast() }
        guard !cell.contains(quote) else { throw CSVError(line: line, expected: "quotes around the whole cell") }
        position = cell.endIndex
        return String(decoding: cell, as: UTF8.self)
    }

    private mutating func quoted() throws(CSVError) -> String {
        let first = line
        var cell = try betweenQuotes(from: first)
        while position < bytes.count, bytes[position] == quote {
            cell.append(quote)
            cell += try betweenQuotes(from: first)
        }
        return String(decoding: cell, as: UTF8.self)
    }

    private mutating func betweenQuotes(from first: Int) throws(CSVError) -> ArraySlice<UInt8> {
        let rest = bytes[(position + 1)...]
        guard let end = rest.firstIndex(of: quote) else {
            throw CSVError(line: first, expected: "quotes at the end of the cell")
        }
        line += rest[..<end].count { $0 == lineFeed }
        position = end + 1
        return rest[..<end]
    }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")
