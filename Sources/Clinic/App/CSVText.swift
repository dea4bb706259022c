import Vocabulary

/// Comma-separated values as they leave (RFC 4180): what a spreadsheet would take for a formula is made text by an
/// apostrophe in front (OWASP, CSV injection).
package enum CSVText {
    package static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    static func cell(_ text: String) -> String {
        let guarded = isFormula(text) ? "'" + text : text
        guard guarded.contains(where: { "\",\r\n".contains($0) || $0 == "\r\n" }) else { return guarded }
        return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
    }

    /// What `cell` put an apostrophe before, without it.
    package static func plain(_ cell: String) -> String {
        guard cell.first == "'", isFormula(String(cell.dropFirst())) else { return cell }
        return String(cell.dropFirst())
    }

    private static func isFormula(_ text: String) -> Bool {
        // By scalars: "=" with a combining sign behind it is another character, and a formula still.
        guard let first = text.unicodeScalars.first else { return false }
        return ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first)
    }
}
