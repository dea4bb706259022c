/// A line of CSV as spreadsheets read it (RFC 4180).
package enum CSVLine {
    /// The fields as one line with its end. What a spreadsheet would take for a formula gets an apostrophe in front,
    /// which it shows as text (OWASP, CSV injection). A plain negative number stays one.
    package static func text(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    /// A field of such a line as it was before: without the apostrophe that `text` put in front of a formula.
    package static func plain(_ field: String) -> String {
        guard field.first == "'", isFormula(String(field.dropFirst())) else { return field }
        return String(field.dropFirst())
    }

    private static func field(_ text: String) -> String {
        let text = isFormula(text) ? "'" + text : text
        guard text.utf8.contains(where: special.contains) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static let special: Set<UInt8> = [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09]

    /// Full-width signs are signs to some spreadsheets.
    private static let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    private static func isFormula(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.drop { $0 == " " }
        guard let first = scalars.first, signs.contains(first) else { return false }
        return !isNegativeNumber(text)
    }

    private static func isNegativeNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /-[0-9]+(\.[0-9]+)?/) != nil
    }
}
