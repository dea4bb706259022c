/// Markup that is safe to send: whatever is interpolated into it is escaped, unless it is markup itself.
///
/// Safe in element content and in quoted attribute values (WHATWG HTML 13.2.5). Not for unquoted attributes, script or
/// style: there is no inline script in this project, so there is no need.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    package private(set) var source: String

    package init(stringLiteral value: String) { source = value }
    package init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Nothing.
    package static let empty: HTML = ""

    package static func += (a: inout HTML, b: HTML) { a.source += b.source }

    package var isEmpty: Bool { source.isEmpty }

    package struct Interpolation: StringInterpolationProtocol {
        var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: String) { source += literal }
        package mutating func appendInterpolation(_ html: HTML) { source += html.source }
        package mutating func appendInterpolation(_ html: HTML?) { if let html { source += html.source } }
        package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { source += part.source } }
        package mutating func appendInterpolation(_ text: String) { Self.escape(text, into: &source) }
        package mutating func appendInterpolation(_ number: Int) { source += String(number) }

        private static func escape(_ text: String, into source: inout String) {
            guard text.utf8.contains(where: isSpecial) else {
                source += text
                return
            }
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": source += "&amp;"
                case "<": source += "&lt;"
                case ">": source += "&gt;"
                case "\"": source += "&quot;"
                case "'": source += "&#39;"
                default: source.unicodeScalars.append(scalar)
                }
            }
        }

        private static func isSpecial(_ byte: UInt8) -> Bool {
            byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27
        }
    }
}

extension HTML {
    /// The markup of an attribute that is there or not: `checked`, `disabled`, `hidden`.
    package static func flag(_ name: StaticString, _ present: Bool) -> HTML {
        present ? HTML(stringLiteral: " \(name)") : .empty
    }
}
