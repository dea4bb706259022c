import ArgumentParser
import Foundation
import HTTP

/// The clinic's certificates and keys in their folder.
struct TLSFiles {
    let folder: String

    var authorityFile: String { folder + "/ca.crt" }
    var authorityKey: String { folder + "/ca.key" }
    var server: String { folder + "/server.crt" }
    var serverKey: String { folder + "/server.key" }

    /// - Throws: `ValidationError` when there is an authority already and it shall not be replaced.
    func makeAuthority(
        named name: String, for names: [ServerName], replacing: Bool
    ) throws -> CertificateAuthority {
        let there = [authorityFile, authorityKey].first { FileManager.default.fileExists(atPath: $0) }
        if let there, !replacing {
            throw ValidationError(
                """
                \(there) is there already, and every device that was set up trusts it. A new certificate for this \
                server is made by: aalo tls renew. To replace the authority: --force.
                """)
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let authority = try CertificateAuthority(name: name, for: names)
        try authority.write(certificate: authorityFile, key: authorityKey)
        return authority
    }

    func authority() throws -> CertificateAuthority {
        guard FileManager.default.fileExists(atPath: authorityFile) else {
            throw ValidationError("There is no authority in \(folder). Make one: aalo tls init.")
        }
        return try CertificateAuthority(certificate: authorityFile, key: authorityKey)
    }

    /// A server that reads between the two files finds a key that does not match, and keeps what it has.
    func makeServer(from authority: CertificateAuthority, for names: [ServerName]) throws -> Certificate {
        let (certificate, key) = try authority.issue(for: names, named: "Aalo clinic server")
        try key.write(to: serverKey)
        try certificate.write(to: server)
        return certificate
    }
}
