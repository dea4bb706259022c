import HTTP
import Vocabulary

/// A value with one JSON form. The same list of properties writes it and describes it, so they cannot disagree.
package protocol JSONObject: Sendable {
    static var properties: [Property<Self>] { get }
}

/// One member of an object: its name, its schema, and how it is written.
package struct Property<Owner: Sendable>: Sendable {
    package let name: StaticString
    package let schema: JSONSchema
    let write: @Sendable (Owner, inout JSONWriter) -> Void
    let encodedName: EncodedName

    private init(
        name: StaticString, schema: JSONSchema, write: @escaping @Sendable (Owner, inout JSONWriter) -> Void
    ) {
        self.name = name
        self.schema = schema
        self.write = write
        encodedName = EncodedName(name)
    }

    package static func string(
        _ name: StaticString, format: String? = nil, oneOf: [String] = [],
        _ value: @escaping @Sendable (Owner) -> String
    ) -> Property {
        Property(name: name, schema: .string(format: format, oneOf: oneOf)) { $1.string(value($0)) }
    }

    package static func optionalString(
        _ name: StaticString, format: String? = nil, oneOf: [String] = [],
        _ value: @escaping @Sendable (Owner) -> String?
    ) -> Property {
        Property(name: name, schema: .nullable(.string(format: format, oneOf: oneOf))) { owner, json in
            if let text = value(owner) { json.string(text) } else { json.null() }
        }
    }

    package static func integer(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Int) -> Property {
        Property(name: name, schema: .integer()) { $1.integer(value($0)) }
    }

    package static func optionalInteger(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Int?) -> Property
    {
        Property(name: name, schema: .nullable(.integer())) { owner, json in
            if let number = value(owner) { json.integer(number) } else { json.null() }
        }
    }

    /// In poisha.
    package static func money(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Money) -> Property {
        integer(name) { Int(value($0).poisha) }
    }

    /// A number with all the digits it was written with.
    package static func decimal(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> DecimalText
    ) -> Property {
        Property(name: name, schema: .number) { $1.raw(Array(value($0).description.utf8)) }
    }

    package static func optionalDecimal(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> DecimalText?
    ) -> Property {
        Property(name: name, schema: .nullable(.number)) { owner, json in
            if let number = value(owner) { json.raw(Array(number.description.utf8)) } else { json.null() }
        }
    }

    package static func boolean(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Bool) -> Property {
        Property(name: name, schema: .boolean) { $1.bool(value($0)) }
    }

    package static func id<Thing>(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> ID<Thing>) -> Property {
        Property(name: name, schema: .string(format: "uuid")) { $1.id(value($0)) }
    }

    package static func optionalID<Thing>(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> ID<Thing>?
    ) -> Property {
        Property(name: name, schema: .nullable(.string(format: "uuid"))) { owner, json in
            if let id = value(owner) { json.id(id) } else { json.null() }
        }
    }

    package static func instant(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Instant) -> Property {
        Property(name: name, schema: .string(format: "date-time")) { $1.instant(value($0)) }
    }

    package static func optionalInstant(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> Instant?
    ) -> Property {
        Property(name: name, schema: .nullable(.string(format: "date-time"))) { owner, json in
            if let instant = value(owner) { json.instant(instant) } else { json.null() }
        }
    }

    package static func object<Inner: JSONObject>(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> Inner
    ) -> Property {
        Property(name: name, schema: Inner.schema) { value($0).write(to: &$1) }
    }

    package static func optionalObject<Inner: JSONObject>(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> Inner?
    ) -> Property {
        Property(name: name, schema: .nullable(Inner.schema)) { owner, json in
            if let inner = value(owner) { inner.write(to: &json) } else { json.null() }
        }
    }

    package static func array<Inner: JSONObject>(
        _ name: StaticString, _ value: @escaping @Sendable (Owner) -> [Inner]
    ) -> Property {
        Property(name: name, schema: .array(Inner.schema)) { owner, json in
            json.array { list in for inner in value(owner) { inner.write(to: &list) } }
        }
    }

    package static func strings(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> [String]) -> Property {
        Property(name: name, schema: .array(.string())) { owner, json in
            json.array { list in for text in value(owner) { list.string(text) } }
        }
    }

    package static func integers(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> [Int]) -> Property {
        Property(name: name, schema: .array(.integer())) { owner, json in
            json.array { list in for number in value(owner) { list.integer(number) } }
        }
    }

    /// The same member of a whole that has this as a part.
    package func inside<Whole: Sendable>(_ part: @escaping @Sendable (Whole) -> Owner) -> Property<Whole> {
        Property<Whole>(name: name, schema: schema) { [write] whole, json in write(part(whole), &json) }
    }

    package static func bilingual(_ name: StaticString, _ value: @escaping @Sendable (Owner) -> Bilingual) -> Property {
        object(name, value)
    }
}

extension JSONObject {
    package static var schema: JSONSchema {
        .object(properties.map { JSONSchema.Member("\($0.name)", $0.schema) })
    }

    package func write(to json: inout JSONWriter) {
        json.object { members in
            // In place: a copy of each property would hold and let go of all its parts, for each row of a board.
            Self.properties.withUnsafeBufferPointer { properties in
                for index in properties.indices {
                    members.name(properties[index].encodedName)
                    properties[index].write(self, &members)
                }
            }
        }
    }

    package var encoded: [UInt8] {
        var json = JSONWriter(capacity: 8 * 1024)
        write(to: &json)
        return json.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func id<Thing>(_ id: ID<Thing>) { string(length: ID<Thing>.length) { id.write(to: $0) } }

    fileprivate mutating func instant(_ instant: Instant) {
        string(length: Instant.timestampLength) { instant.writeTimestamp(to: $0) }
    }
}

extension Bilingual: JSONObject {
    package static let properties: [Property<Bilingual>] = [
        .string("en") { $0.english },
        .string("bn") { $0.bangla },
    ]
}
