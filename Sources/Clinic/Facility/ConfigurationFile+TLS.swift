import HTTP
import Vocabulary

extension Configuration {
    /// How the clinic speaks TLS.
    package struct Security: Sendable {
        /// The first one serves all names that no other was made for.
        package var identities: [TLS.Identity]
        /// The certificate of the clinic's own authority, offered to devices on a page; nil if a public one is used.
        package var authority: String?
        /// Where plain HTTP is answered with the way to TLS; nil for nowhere.
        package var redirectPort: Int?
        /// How long a browser shall refuse to come without TLS; 0: it may. Off unless asked for: a clinic whose
        /// certificate has run out must not be locked out of its own records by a promise it made last year.
        package var strictTransportSeconds = 0
    }
}

extension ConfigurationFile {
    private static let keys = ["certificate", "key", "others", "authority", "redirectPort", "strictTransportSeconds"]

    /// Plain HTTP when the key is not there.
    func security(_ root: JSONValue) throws(ConfigurationError) -> Configuration.Security? {
        guard let value = root["tls"] else { return nil }
        try known(value, "tls", Self.keys)
        var security = Configuration.Security(identities: [try identity(value, "tls")] + (try others(value)))
        if value["authority"] != nil { security.authority = try text(value, "authority", "tls.authority") }
        if value["redirectPort"] != nil {
            security.redirectPort = try integer(value, "redirectPort", "tls.redirectPort", 0...65_535)
        }
        if value["strictTransportSeconds"] != nil {
            security.strictTransportSeconds = try integer(
                value, "strictTransportSeconds", "tls.strictTransportSeconds", 0...63_072_000)
        }
        return security
    }

    private func others(_ value: JSONValue) throws(ConfigurationError) -> [TLS.Identity] {
        guard let list = value["others"] else { return [] }
        var identities: [TLS.Identity] = []
        for (index, element) in try self.list(list, "tls.others").enumerated() {
            let key = "tls.others[\(index)]"
            try known(element, key, ["certificate", "key"])
            identities.append(try identity(element, key))
        }
        return identities
    }

    private func identity(_ value: JSONValue, _ key: String) throws(ConfigurationError) -> TLS.Identity {
        TLS.Identity(
            certificate: try text(value, "certificate", key + ".certificate"), key: try text(value, "key", key + ".key")
        )
    }
}
