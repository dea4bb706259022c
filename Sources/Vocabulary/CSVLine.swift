/// A line of comma-separated values (RFC 4180) for somebody's spreadsheet.
package enum CSVLine {
    /// The cells as a line with its end. What a spreadsheet would take for a formula gets an apostrophe before it, and is
    /// then text (OWASP, CSV injection).
    package static func text(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let guarded = isFormula(text) ? "'" + text : text
        guard guarded.utf8.contains(where: isSpecial) else { return guarded }
        let doubled = guarded.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + doubled + "\""
    }

    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D].contains(first)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
