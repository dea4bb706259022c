import COpenSSL
import Glibc

/// An authority of the clinic's own, which its devices are told to trust.
///
/// It is bound to what a clinic has (RFC 5280 section 4.2.1.10): whoever stole its key could imitate the clinic, and
/// nothing else that its tablets visit.
package struct CertificateAuthority: Sendable {
    package let certificate: Certificate
    private let key: PrivateKey

    private static let day = 86_400
    /// Devices' clocks are wrong more often than certificates are stolen.
    private static let allowance = -day
    private static let years = 10
    /// Apple refuses a server's certificate that is good for more than 825 days.
    private static let serverDays = 823

    /// Private networks (RFC 1918, RFC 4193, RFC 6598), link-local and loopback addresses.
    private static let privateNetworks = [
        "10.0.0.0/255.0.0.0", "172.16.0.0/255.240.0.0", "192.168.0.0/255.255.0.0", "100.64.0.0/255.192.0.0",
        "169.254.0.0/255.255.0.0", "127.0.0.0/255.0.0.0",
        "FC00::/FE00::", "FE80::/FFC0::", "::1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF",
    ]
    /// Names that no public authority may certify (RFC 6762, RFC 8375, RFC 6761, and what routers call their network).
    private static let privateDomains = ["local", "localhost", "lan", "home.arpa", "internal"]

    /// A new authority for these names and addresses, and for all that are private anyway.
    package init(name: String, for names: [ServerName]) throws(TLSError) {
        key = try PrivateKey.generate()
        let template = CertificateTemplate(
            commonName: name, validFrom: Self.allowance, validUntil: Self.years * 365 * Self.day,
            extensions: [
                (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
                (NID_subject_key_identifier, "hash"),
                (NID_name_constraints, "critical," + Self.permitted(names).joined(separator: ",")),
            ])
        certificate = try template.certificate(for: key, issuer: nil, signedBy: key)
    }

    /// Reads an authority that `write` wrote.
    package init(certificate file: String, key keyFile: String) throws(TLSError) {
        certificate = try Certificate(file: file)
        key = try PrivateKey(file: keyFile)
        guard certificate.belongs(to: key) else { throw .mismatch(certificate: file, key: keyFile) }
        guard X509_check_ca(certificate.pointer) == 1 else {
            throw .refused(what: file, reason: "it is not the certificate of an authority")
        }
    }

    package func write(certificate file: String, key keyFile: String) throws(TLSError) {
        try key.write(to: keyFile)
        try certificate.write(to: file)
    }

    private static func permitted(_ names: [ServerName]) -> [String] {
        let own = names.map { name in
            switch name {
            case .dns(let name): "DNS:" + (name.hasPrefix("*.") ? String(name.dropFirst(2)) : name)
            case .address(let bytes): "IP:\(name)/" + (bytes.count == 4 ? "255.255.255.255" : Self.wholeIPv6)
            }
        }
        let all = privateDomains.map { "DNS:" + $0 } + privateNetworks.map { "IP:" + $0 } + own
        return all.map { "permitted;" + $0 }
    }

    private static let wholeIPv6 = "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF"

    /// A certificate for a server that is reached by these names.
    /// - Throws: `TLSError.refused` with the first name this authority may not certify.
    package func issue(
        for names: [ServerName], named commonName: String
    ) throws(TLSError) -> (certificate: Certificate, key: PrivateKey) {
        let key = try PrivateKey.generate()
        for name in names {
            guard try mayCertify(name) else {
                throw .refused(
                    what: name.description,
                    reason: "the clinic's authority was made without this name, and may not vouch for it")
            }
        }
        return (try make(names, commonName, key), key)
    }

    /// Whether the name is within the bounds that were set when the authority was made.
    package func mayCertify(_ name: ServerName) throws(TLSError) -> Bool {
        permits(try make([name], "probe", key))
    }

    private func permits(_ leaf: Certificate) -> Bool {
        // Names are checked as OpenSSL has cached them, and this is how to make it do so.
        X509_check_purpose(leaf.pointer, -1, 0)
        guard let constraints = X509_get_ext_d2i(certificate.pointer, NID_name_constraints, nil, nil) else {
            return true
        }
        let bounds = constraints.assumingMemoryBound(to: NAME_CONSTRAINTS.self)
        defer { NAME_CONSTRAINTS_free(bounds) }
        return NAME_CONSTRAINTS_check(leaf.pointer, bounds) == X509_V_OK
    }

    private func make(
        _ names: [ServerName], _ commonName: String, _ key: PrivateKey
    ) throws(TLSError) -> Certificate {
        let left = certificate.validUntil - time(nil)
        let template = CertificateTemplate(
            commonName: commonName, validFrom: Self.allowance, validUntil: min(Self.serverDays * Self.day, left),
            extensions: [
                (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, "serverAuth"), (NID_subject_key_identifier, "hash"),
                (NID_authority_key_identifier, "keyid:always"),
                (NID_subject_alt_name, names.map(\.general).joined(separator: ",")),
            ])
        return try template.certificate(for: key, issuer: certificate, signedBy: self.key)
    }
}
