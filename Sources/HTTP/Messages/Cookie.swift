/// A cookie to be set (RFC 6265): never readable by script, never sent from another site.
package struct Cookie: Sendable {
    package let name: String
    package let value: String
    package let maxAge: Int

    package init(_ name: String, _ value: String, maxAge: Int) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    /// As `Set-Cookie` has it. Over TLS the name says that no other host and no plain page has set it, which the browser
    /// sees to (RFC 6265bis section 4.1.3.2).
    package func field(isSecure: Bool) -> String {
        "\(Self.name(name, isSecure: isSecure))=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "")
    }

    /// What the cookie is called on the wire.
    package static func name(_ name: String, isSecure: Bool) -> String { isSecure ? "__Host-" + name : name }

    /// The value of a cookie in a Cookie field (RFC 6265 section 5.4).
    package static func value(of name: String, in field: String) -> String? {
        var field = field
        return field.withUTF8 { value(of: name, in: $0) }
    }

    static func value(of name: String, in field: UnsafeBufferPointer<UInt8>) -> String? {
        var rest = field[...]
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != ASCII.semicolon }
            rest = rest[pair.endIndex...].dropFirst()
            let cookie = pair.drop { $0 == UInt8(ascii: " ") }
            guard cookie.starts(with: name.utf8) else { continue }
            let value = cookie.dropFirst(name.utf8.count)
            if value.first == UInt8(ascii: "=") { return String(decoding: value.dropFirst(), as: UTF8.self) }
        }
        return nil
    }
}
