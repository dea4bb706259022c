/// What the compiler's own `encode(to:)` of a struct writes into.
struct NodeEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(node: node) }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey] = []

    func encodeNil(forKey key: Key) {}

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try node.member(key.stringValue).put(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        NodeEncoder(node: node.member(key.stringValue)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        Elements(node: node.member(key.stringValue))
    }

    func superEncoder() -> any Encoder { NodeEncoder(node: node) }
    func superEncoder(forKey key: Key) -> any Encoder { NodeEncoder(node: node.member(key.stringValue)) }
}

private struct Elements: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey] = []
    var count = 0

    mutating func encodeNil() {}

    mutating func encode<Value: Encodable>(_ value: Value) throws { try next().put(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        NodeEncoder(node: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { Elements(node: next()) }

    mutating func superEncoder() -> any Encoder { NodeEncoder(node: next()) }

    private mutating func next() -> JSONNode {
        count += 1
        return node.element()
    }
}

private struct Single: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey] = []

    func encodeNil() {}

    func encode<Value: Encodable>(_ value: Value) throws {
        // Every other primitive would ask for this container again, without end. FHIR needs none of them: a floating
        // point number does not know how it was measured.
        guard value is String || value is Bool || value is Int || value is Decimal else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: codingPath, debugDescription: "no text, truth, Int or Decimal"))
        }
        try node.put(value)
    }
}
