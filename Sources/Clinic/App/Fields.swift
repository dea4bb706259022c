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
        /// For a file.
        package var upload: UploadRule?
    }

    private var given: [String: Given] = [:]
    let isDescribing: Bool
    var described: [Described] = []
    package private(set) var errors: [Problem.Field] = []

    /// A value and whether it came as text (path, query, form) or with a JSON type.
    struct Given {
        let kind: JSONValue.Kind
        let isText: Bool
        /// A file says nothing but itself.
        var file: File?
        /// Whether somebody asked for it. What nobody asks for is refused.
        var isRead = false

        var text: String? {
            switch kind {
            case .string(let text), .number(let text): text
            case .bool(let value): String(value)
            case .array(let words):
                words.allSatisfy { $0.string != nil } ? words.compactMap(\.string).joined(separator: ",") : nil
            default: nil
            }
        }

        /// Empty text in a form and null in JSON both say nothing. Zero says something.
        var saysSomething: Bool {
            switch kind {
            case .null: file != nil
            case .string(let text): !text.isBlank
            default: true
            }
        }
    }

    private init(describing: Bool) { isDescribing = describing }

    package init() { isDescribing = false }

    mutating func reserve(_ count: Int) { given.reserveCapacity(given.count + count) }

    mutating func put(_ name: String, text: String) { given[name] = Given(kind: .string(text), isText: true) }
    mutating func put(_ name: String, json: JSONValue.Kind) { given[name] = Given(kind: json, isText: false) }

    mutating func put(_ name: String, file: File) {
        given[name] = Given(kind: .null, isText: false, file: file)
    }

    func has(_ name: String) -> Bool { given[name] != nil }

    /// What a field says as text, whoever asks for it besides.
    func text(_ name: String) -> String? { given[name]?.text }

    /// Takes a field out that belongs to the envelope and not to the input (`_key`, `_csrf`, `wait`).
    mutating func remove(_ name: String) -> String? {
        guard let value = given.removeValue(forKey: name), case .string(let text) = value.kind else { return nil }
        return text
    }

    /// What was typed, by field, to be shown again.
    package var typed: [String: String] { Dictionary(said.map { ($0.name, $0.text) }) { first, _ in first } }

    /// The files, in no order.
    var files: [(name: String, file: File)] {
        given.compactMap { name, value in value.file.map { (name, $0) } }
    }

    /// What each field said as text, in no order. Names are unique.
    var said: [(name: String, text: String)] {
        given.compactMap { name, value in value.text.map { (name, $0) } }
    }

    package mutating func required<Value>(_ name: String, _ rule: Rule<Value>) -> Value? {
        if isDescribing { return describe(name, rule, isRequired: true) }
        guard let value = take(name) else {
            refuse(name, Bilingual("This is needed", "এটি দিতে হবে"))
            return nil
        }
        return parse(name, value, rule)
    }

    package mutating func optional<Value>(_ name: String, _ rule: Rule<Value>) -> Value? {
        if isDescribing { return describe(name, rule, isRequired: false) }
        return take(name).flatMap { parse(name, $0, rule) }
    }

    /// The fields whose names begin alike, for a form whose boxes are known by what they are about: "value-718-7" is
    /// "718-7" of the family "value-". Boxes left empty are not among them. Which members there may be is for the
    /// operation to say, which knows what the form was made from.
    package mutating func family<Value>(_ prefix: String, _ rule: Rule<Value>) -> [(member: String, value: Value)] {
        if isDescribing { return [(prefix, describe(prefix + "*", rule, isRequired: false))] }
        return given.keys.filter { $0.hasPrefix(prefix) }.sorted().compactMap { name in
            guard let given = take(name), let value = parse(name, given, rule) else { return nil }
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
        for name in given.filter({ !$0.value.isRead }).keys.sorted() {
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

    /// The value of a field that says something.
    mutating func take(_ name: String) -> Given? {
        guard let index = given.index(forKey: name) else { return nil }
        given.values[index].isRead = true
        let value = given.values[index]
        return value.saysSomething ? value : nil
    }

    private mutating func parse<Value>(_ name: String, _ value: Given, _ rule: Rule<Value>) -> Value? {
        do { return try rule.parse(rule.wire.text(of: value)) } catch {
            errors.append(Problem.Field(name, error.text))
            return nil
        }
    }
}
