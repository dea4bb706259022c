import Foundation

/// A person's name as they write it, in Bangla or in Latin letters.
///
/// Kept in Unicode normalisation form C with single spaces. At most 100 code points, at least one letter, and no
/// control characters; which script it is in is seen from its letters.
package struct PersonName: Hashable, Sendable, CustomStringConvertible {
    package static let longest = 100

    package let description: String

    package init?(_ text: String) {
        let words = text.normalized.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        let name = words.joined(separator: " ")
        guard name.unicodeScalars.count <= Self.longest, name.contains(where: \.isLetter),
            !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value >= 0x7F && Self.isControl($0) })
        else { return nil }
        description = name
    }

    /// True if any letter is Bangla (Unicode block U+0980…U+09FF).
    package var isBangla: Bool { description.unicodeScalars.contains { (0x0980...0x09FF).contains($0.value) } }

    // The joiners U+200C and U+200D belong to Bangla spelling; the other format characters can only deceive.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x200C || scalar.value == 0x200D { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return true
        default: return false
        }
    }
}

extension String {
    /// Unicode normalisation form C. What is all ASCII is in it already.
    package var normalized: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
