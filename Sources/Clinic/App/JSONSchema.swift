import HTTP

/// The part of JSON Schema 2020-12 that the OpenAPI document needs.
package indirect enum JSONSchema: Sendable {
    case string(format: String? = nil, maxLength: Int? = nil, pattern: String? = nil, oneOf: [String] = [])
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    case number
    case boolean
    case array(JSONSchema)
    case object([Member])
    /// An object that others describe.
    case anyObject
    /// Any one of them is enough.
    case either([JSONSchema])
    case nullable(JSONSchema)

    package struct Member: Sendable {
        package let name: String
        package let isRequired: Bool
        package let schema: JSONSchema

        package init(_ name: String, isRequired: Bool = true, _ schema: JSONSchema) {
            self.name = name
            self.isRequired = isRequired
            self.schema = schema
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { members(&$0, type: nil) }
    }

    private func members(_ json: inout JSONWriter, type nullableType: StaticString?) {
        switch self {
        case .string(let format, let maxLength, let pattern, let words):
            Self.type("string", nullableType != nil, &json)
            if let format { json.name("format"); json.string(format) }
            if let maxLength { json.name("maxLength"); json.integer(maxLength) }
            if let pattern { json.name("pattern"); json.string(pattern) }
            if !words.isEmpty { json.name("enum"); Self.enumeration(words, nullableType != nil, &json) }
        case .integer(let minimum, let maximum):
            Self.type("integer", nullableType != nil, &json)
            if let minimum { json.name("minimum"); json.integer(minimum) }
            if let maximum { json.name("maximum"); json.integer(maximum) }
        case .number: Self.type("number", nullableType != nil, &json)
        case .boolean: Self.type("boolean", nullableType != nil, &json)
        case .array(let element):
            Self.type("array", nullableType != nil, &json)
            json.name("items")
            element.write(to: &json)
        case .object(let list): Self.object(list, nullableType != nil, &json)
        case .anyObject: Self.type("object", nullableType != nil, &json)
        case .either(let list):
            json.name("anyOf")
            json.array { choices in
                for schema in list { schema.write(to: &choices) }
                if nullableType != nil {
                    choices.object {
                        $0.name("type"); $0.string("null")
                    }
                }
            }
        case .nullable(let schema): schema.members(&json, type: "null")
        }
    }

    private static func type(_ name: StaticString, _ isNullable: Bool, _ json: inout JSONWriter) {
        json.name("type")
        guard isNullable else { return json.string("\(name)") }
        json.array {
            $0.string("\(name)")
            $0.string("null")
        }
    }

    private static func enumeration(_ words: [String], _ isNullable: Bool, _ json: inout JSONWriter) {
        json.array { list in
            for word in words { list.string(word) }
            if isNullable { list.null() }
        }
    }

    private static func object(_ list: [Member], _ isNullable: Bool, _ json: inout JSONWriter) {
        type("object", isNullable, &json)
        json.name("properties")
        json.object { properties in
            for member in list {
                properties.name(member.name)
                member.schema.write(to: &properties)
            }
        }
        json.name("required")
        json.array { names in for member in list where member.isRequired { names.string(member.name) } }
        json.name("additionalProperties")
        json.bool(false)
    }
}
