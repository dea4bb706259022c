import HTTP
import Vocabulary

/// What a route is asked: read from the path, the query and the body (JSON object or form), flat, each by its rule.
package protocol Input: Sendable {
    /// Nil if a field that is needed could not be read; the fields remember why.
    init?(_ fields: inout Fields)
}

/// Nothing is asked.
package struct NoInput: Input {
    package init?(_ fields: inout Fields) {}
}

/// The fields of one request, or, when a route describes itself, the fields it would read.
package struct Fields {
    package struct Described: Sendable {
        package let name: String
        package let isRequired: Bool
        package let schema: JSONSchema
    }

    private var given: [String: Given] = [:]
    private var read: Set<String> = []
    private let isDescribing: Bool
    private var described: [Described] = []
    package private(set) var errors: [Problem.Field] = []

    /// A value and whether it came as text (path, query, form) or with a JSON type.
    struct Given {
        let kind: JSONValue.Kind
        let isText: Bool
    }

    private init(describing: Bool) { isDescribing = describing }

    package init() { isDescribing = false }

    mutating func put(_ name: String, text: String) { given[name] = Given(kind: .string(text), isText: true) }
    mutating func put(_ name: String, json: JSONValue.Kind) { given[name] = Given(kind: json, isText: false) }

    func has(_ name: String) -> Bool { given[name] != nil }

    /// Takes a field out that belongs to the envelope and not to the input (`_key`, `_csrf`, `wait`).
    mutating func remove(_ name: String) -> String? {
        guard let value = given.removeValue(forKey: name), case .string(let text) = value.kind else { return nil }
        return text
    }

    /// What was typed, by field, to be shown again.
    package var typed: [String: String] {
        given.compactMapValues {
            switch $0.kind {
            case .string(let text), .number(let text): text
            case .bool(let value): String(value)
            default: nil
            }
        }
    }

    package mutating func required<Value>(_ name: String, _ rule: Rule<Value>) -> Value? {
        if isDescribing { return describe(name, rule, isRequired: true) }
        guard hasValue(name) else {
            refuse(name, Bilingual("This is needed", "এটি দিতে হবে"))
            return nil
        }
        return parse(name, rule)
    }

    package mutating func optional<Value>(_ name: String, _ rule: Rule<Value>) -> Value? {
        if isDescribing { return describe(name, rule, isRequired: false) }
        return hasValue(name) ? parse(name, rule) : nil
    }

    /// The fields whose names begin alike, for a form whose boxes are known by what they are about: "value-718-7" is
    /// "718-7" of the family "value-". Boxes left empty are not among them. Which members there may be is for the
    /// operation to say, which knows what the form was made from.
    package mutating func family<Value>(_ prefix: String, _ rule: Rule<Value>) -> [(member: String, value: Value)] {
        if isDescribing { return [(prefix, describe(prefix + "*", rule, isRequired: false))] }
        return given.keys.filter { $0.hasPrefix(prefix) }.sorted().compactMap { name in
            guard hasValue(name), let value = parse(name, rule) else { return nil }
            return (String(name.dropFirst(prefix.count)), value)
        }
    }

    /// A rule between fields was broken; `name` is the one to mend.
    package mutating func refuse(_ name: String, _ text: Bilingual) {
        if !isDescribing { errors.append(Problem.Field(name, text)) }
    }

    /// - Throws: `Problem.invalid` with every field that has to be mended, unknown ones included.
    package mutating func read<In: Input>(_ type: In.Type = In.self) throws -> In {
        let input = In(&self)
        for name in given.keys.sorted() where !read.contains(name) {
            refuse(name, Bilingual("This field is not known", "এই ঘরটি জানা নেই"))
        }
        guard let input, errors.isEmpty else { throw Problem.invalid(errors) }
        return input
    }

    static func describe<In: Input>(_ type: In.Type) -> [Described] {
        var fields = Fields(describing: true)
        _ = In(&fields)
        return fields.described
    }

    private mutating func describe<Value>(_ name: String, _ rule: Rule<Value>, isRequired: Bool) -> Value {
        described.append(Described(name: name, isRequired: isRequired, schema: rule.schema))
        return rule.example
    }

    /// Empty text in a form and null in JSON both say nothing. Zero says something.
    private mutating func hasValue(_ name: String) -> Bool {
        read.insert(name)
        switch given[name]?.kind {
        case nil, .null: return false
        case .string(let text): return text.contains { !$0.isWhitespace }
        default: return true
        }
    }

    private mutating func parse<Value>(_ name: String, _ rule: Rule<Value>) -> Value? {
        guard let value = given[name] else { return nil }
        do { return try rule.parse(rule.wire.text(of: value)) } catch {
            errors.append(Problem.Field(name, error.text))
            return nil
        }
    }
}
