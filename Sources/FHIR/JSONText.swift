/// Resources as FHIR's JSON (R4, https://hl7.org/fhir/R4/json.html): members in the order they are declared, decimals
/// with the precision they were read with, nothing empty. Foundation's encoder has no decimal: it would say 55 of 55.0.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let node = JSONNode()
        try node.put(value)
        var text: [UInt8] = []
        text.reserveCapacity(16 * 1024)
        node.write(to: &text)
        return text
    }
}

/// One value of the text while it grows.
final class JSONNode {
    enum Content {
        case nothing
        /// Words and numbers as they will be written.
        case scalar(String)
        case text(String)
        case object([(name: String, value: JSONNode)])
        case array([JSONNode])
    }

    var content = Content.nothing

    func put<Value: Encodable>(_ value: Value) throws {
        switch value {
        case let text as String: content = .text(text)
        case let truth as Bool: content = .scalar(truth ? "true" : "false")
        case let number as Int: content = .scalar(String(number))
        case let decimal as Decimal: content = .scalar(decimal.text)
        default: try value.encode(to: NodeEncoder(node: self))
        }
    }

    func member(_ name: String) -> JSONNode {
        let child = JSONNode()
        guard case .object(var members) = content else {
            content = .object([(name, child)])
            return child
        }
        content = .nothing
        members.append((name, child))
        content = .object(members)
        return child
    }

    func element() -> JSONNode {
        let child = JSONNode()
        guard case .array(var elements) = content else {
            content = .array([child])
            return child
        }
        content = .nothing
        elements.append(child)
        content = .array(elements)
        return child
    }

    /// An element is never empty (R4 json.html, section 2.6.2.1): an array without elements is not written.
    private var isEmpty: Bool {
        switch content {
        case .nothing: true
        case .scalar, .text: false
        case .object(let members): members.allSatisfy(\.value.isEmpty)
        case .array(let elements): elements.allSatisfy(\.isEmpty)
        }
    }

    func write(to text: inout [UInt8]) {
        switch content {
        case .nothing: text += "null".utf8
        case .scalar(let word): text += word.utf8
        case .text(let string): Self.write(string, to: &text)
        case .object(let members):
            Self.list("{", members.filter { !$0.value.isEmpty }, "}", to: &text) { member, text in
                Self.write(member.name, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(to: &text)
            }
        case .array(let elements):
            Self.list("[", elements.filter { !$0.isEmpty }, "]", to: &text) { $0.write(to: &$1) }
        }
    }

    private static func list<Part>(
        _ open: Unicode.Scalar, _ parts: [Part], _ close: Unicode.Scalar, to text: inout [UInt8],
        _ write: (Part, inout [UInt8]) -> Void
    ) {
        text.append(UInt8(ascii: open))
        for (index, part) in parts.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            write(part, &text)
        }
        text.append(UInt8(ascii: close))
    }

    /// RFC 8259 section 7.
    private static func write(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0x0A: text += "\\n".utf8
            case 0x0D: text += "\\r".utf8
            case 0x09: text += "\\t".utf8
            case 0..<0x20: text += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
