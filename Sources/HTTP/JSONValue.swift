/// A JSON text as read (RFC 8259), each value with the byte it began at, so that a complaint can name the line.
package struct JSONValue: Sendable {
    package enum Kind: Sendable {
        case null
        case bool(Bool)
        /// The number as it was written: nothing is rounded before somebody decides what it means.
        case number(String)
        case string(String)
        case array([JSONValue])
        /// In the order written; names are unique.
        case object([(name: String, value: JSONValue)])
    }

    package let kind: Kind
    package let offset: Int

    package init(_ kind: Kind, offset: Int = 0) {
        self.kind = kind
        self.offset = offset
    }

    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = kind else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        if case .string(let text) = kind { text } else { nil }
    }

    package var integer: Int? {
        if case .number(let text) = kind { Int(text) } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = kind { value } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let values) = kind { values } else { nil }
    }

    package var object: [(name: String, value: JSONValue)]? {
        if case .object(let members) = kind { members } else { nil }
    }
}

/// Why a text is not the JSON we take, and at which byte.
package struct JSONError: Error, Equatable {
    package enum Reason: Sendable {
        case unexpectedEnd, unexpectedByte, invalidUTF8, invalidEscape, controlCharacter
        case tooDeep, tooManyValues, duplicateName, trailingBytes
        case byteOrderMark
        /// Beyond a double's range, or longer than anybody writes.
        case numberOutOfRange
    }

    package let reason: Reason
    package let offset: Int
    /// The names and indices on the way to the value in which the text went wrong; empty for the outermost.
    package private(set) var path: [String] = []

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    func inside(_ name: String) -> JSONError {
        var error = self
        error.path.insert(name, at: 0)
        return error
    }

    /// The same as a JSON Pointer (RFC 6901).
    package var pointer: String {
        path.map { "/" + Self.escaped(Self.escaped($0, "~", "~0"), "/", "~1") }.joined()
    }

    private static func escaped(_ text: String, _ character: Character, _ escape: String) -> String {
        text.split(separator: character, omittingEmptySubsequences: false).joined(separator: escape)
    }

    /// Where it went wrong is told by the offset alone.
    package static func == (one: JSONError, other: JSONError) -> Bool {
        one.reason == other.reason && one.offset == other.offset
    }
}
