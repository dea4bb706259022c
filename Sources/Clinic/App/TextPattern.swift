/// What text may be, as regular expressions of JSON Schema (ECMA-262). They are a little narrower than what is read:
/// white space at the ends is taken off, Bangla digits are digits, and numbers are known in more ways of writing.
enum TextPattern {
    /// No control characters.
    static let line = "^[\(visible)]*$"

    /// The same, and more than white space: text that is needed.
    static let neededLine = "^[\(visible)]*[\(inked)][\(visible)]*$"

    /// Lines end with whatever ends lines.
    static let lines = "^[\(visibleInLines)]*$"

    static let neededLines = "^[\(visibleInLines)]*[\(inked)][\(visibleInLines)]*$"

    /// At least one letter, nothing hidden.
    static let name = #"^[^\p{C}]*\p{L}[^\p{C}]*$"#

    private static let visible = #"^\u0000-\u001f\u007f-\u009f"#
    private static let inked = #"^\s\u0000-\u001f\u007f-\u009f"#
    private static let visibleInLines = #"^\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f"#
}

extension JSONSchema {
    /// A number of at most nine digits before the point and six after it, or the same as text, which keeps its digits.
    static let decimal = JSONSchema.either([
        .number, .string(pattern: #"^[0-9]{1,9}(\.[0-9]{1,6})?$"#),
    ])

    /// The same for a value that is needed: text has to say something.
    var needed: JSONSchema {
        guard case .string(let format, let maxLength, let pattern, let words) = self, words.isEmpty else { return self }
        let saying =
            switch pattern {
            case TextPattern.line: TextPattern.neededLine
            case TextPattern.lines: TextPattern.neededLines
            case nil where format == nil: #"\S"#
            default: pattern
            }
        return .string(format: format, maxLength: maxLength, pattern: saying)
    }
}
