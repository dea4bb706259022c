/// An entity tag (RFC 9110 section 8.8.3).
package struct EntityTag: Sendable, Hashable {
    /// What stands between the quotes.
    package let opaque: String
    /// Promises less: that what has the same tag is as good, not the same bytes (RFC 9110 section 8.8.1).
    package let isWeak: Bool

    /// Characters that may not stand between the quotes are left out.
    package init(opaque: String, isWeak: Bool = false) {
        self.isWeak = isWeak
        let allowed = opaque.utf8.allSatisfy(Self.isAllowed)
        self.opaque = allowed ? opaque : String(decoding: opaque.utf8.filter(Self.isAllowed), as: UTF8.self)
    }

    /// Of a field value with quotes, weak or strong; nil if it is none.
    package init?(field: String) {
        var text = Substring(field)
        isWeak = text.hasPrefix("W/")
        if isWeak { text = text.dropFirst(2) }
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
        let inner = text.dropFirst().dropLast()
        guard inner.utf8.allSatisfy(Self.isAllowed) else { return nil }
        opaque = String(inner)
    }

    /// 16 bytes of the SHA-256 of the content, base64url.
    package static func strong(of bytes: [UInt8]) -> EntityTag {
        EntityTag(opaque: SHA256.digest(bytes).prefix(16).base64URL)
    }

    /// With the quotes, as it is sent.
    package var field: String { isWeak ? "W/\"\(opaque)\"" : "\"\(opaque)\"" }

    /// The tag of the gzip form, which must differ from the identity form's (RFC 9110 section 8.8.3.3).
    var compressed: EntityTag { EntityTag(opaque: opaque + Self.gzipSuffix, isWeak: isWeak) }

    /// `If-None-Match` against this tag, by weak comparison; a tag of either form counts (RFC 9110 section 13.1.2).
    package func matches(ifNoneMatch field: String) -> Bool {
        if field == "*" { return true }
        return Self.list(field).contains { $0.opaque == opaque || $0.opaque == compressed.opaque }
    }

    /// `If-Match` against this tag, by strong comparison: weak tags never match (RFC 9110 section 13.1.1).
    package func matches(ifMatch field: String) -> Bool {
        if field == "*" { return true }
        return !isWeak && Self.list(field).contains { $0 == self || $0 == compressed }
    }

    /// `If-Range` with a tag, against that of the very form that would be sent (RFC 9110 section 13.1.5).
    func matches(ifRange field: String) -> Bool { !isWeak && EntityTag(field: field) == self }

    private static let gzipSuffix = "-gzip"

    /// `etagc`: a comma may stand between the quotes, a quote may not.
    private static func isAllowed(_ byte: UInt8) -> Bool { byte == 0x21 || byte >= 0x23 && byte != 0x7f }

    /// The tags of a list; reading stops at what is none.
    private static func list(_ field: String) -> [EntityTag] {
        var tags: [EntityTag] = []
        var rest = Substring(field)
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.hasPrefix("\"") else { return tags }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: "\"") else { return tags }
            tags.append(EntityTag(opaque: String(rest[..<end]), isWeak: isWeak))
            rest = rest[rest.index(after: end)...]
        }
    }
}
