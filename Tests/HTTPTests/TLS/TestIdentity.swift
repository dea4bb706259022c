import Foundation

@testable import HTTP

/// A certificate of the tests' own authority, in a folder of its own.
final class TestIdentity: Sendable {
    static let authority = orTrap {
        try CertificateAuthority(name: "Test authority", for: [.dns("clinic.example")])
    }

    let folder: String
    var certificate: String { folder + "/server.crt" }
    var key: String { folder + "/server.key" }
    var identity: TLS.Identity { TLS.Identity(certificate: certificate, key: key) }

    init(_ names: String...) throws {
        folder = NSTemporaryDirectory() + "aalo-tls-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try renew(names)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A new certificate and key in the same files.
    func renew(_ names: [String]) throws {
        let (new, newKey) = try Self.authority.issue(for: names.compactMap(ServerName.init), named: names[0])
        try newKey.write(to: key)
        try new.write(to: certificate)
    }

    private static func orTrap<Value>(_ make: () throws -> Value) -> Value {
        do { return try make() } catch { preconditionFailure("\(error)") }
    }
}

extension TestServer {
    /// A server that speaks TLS with these identities.
    convenience init(
        tls identities: [TestIdentity], loops: Int = 1, configure: (inout ServerConfiguration) -> Void = { _ in },
        handler: @escaping Handler
    ) throws {
        let tls = try TLS(identities.map(\.identity))
        try self.init(
            loops: loops,
            configure: {
                $0.tls = tls
                configure(&$0)
            }, handler: handler)
    }

    /// One that answers with the path that was asked for.
    convenience init(tls identities: [TestIdentity], configure: (inout ServerConfiguration) -> Void = { _ in }) throws {
        try self.init(tls: identities, configure: configure, handler: { request, _ in .text(request.path) })
    }
}
