package struct Identifier: Encodable, Sendable, Hashable {
    package var use: String?
    package var type: CodeableConcept?
    package let system: String
    package let value: String

    package init(system: String, value: String, type: CodeableConcept? = nil) {
        self.system = system
        self.value = value
        self.type = type
    }

    /// A UUID is unique by itself, so its system is that of URIs
    /// (https://hl7.org/fhir/R4/datatypes.html#Identifier: "urn:ietf:rfc:3986").
    package init(uuid: String) { self.init(system: "urn:ietf:rfc:3986", value: "urn:uuid:" + uuid) }

    /// As a search parameter of type token writes it, within a URL: what separates tokens is escaped in the way of FHIR
    /// (https://hl7.org/fhir/R4/search.html#escaping), what means something in a query in the way of RFC 3986.
    package var token: String { Self.escaped(system) + "|" + Self.escaped(value) }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { escaped, byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "$"), UInt8(ascii: "\\"):
                escaped += "%5C" + percent(byte)
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "/"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default: escaped += percent(byte)
            }
        }
    }

    private static func percent(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
