import Foundation
import Testing

@testable import HTTP

@Suite("Our own client over TLS", .timeLimit(.minutes(1)))
struct ClientTrustTests {
    private func client(_ server: TestServer, _ authority: Certificate, host: String) throws -> Client {
        let file = NSTemporaryDirectory() + "aalo-ca-\(UUID().uuidString).crt"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try authority.write(to: file)
        return try Client(host: host, port: server.server.port, trust: try ClientTrust(authorities: file))
    }

    private func server(_ name: String) throws -> TestServer {
        try TestServer(tls: [TestIdentity(name)]) { request, _ in
            Response(contentType: .octetStream, body: .bytes(request.body.all))
        }
    }

    @Test("says and hears the same as without")
    func exchange() throws {
        let server = try server("localhost")
        let client = try client(server, TestIdentity.authority.certificate, host: "localhost")
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        for _ in 0..<2 { #expect(try client.send(.post, "/", body: body).body == body) }
    }

    @Test("believes nobody but its authority")
    func stranger() throws {
        let stranger = try CertificateAuthority(name: "Test authority", for: [.dns("clinic.example")])
        let server = try server("localhost")
        let client = try client(server, stranger.certificate, host: "localhost")
        #expect { try client.send(.get, "/") } throws: { error in
            if case .untrusted(let reason)? = error as? ClientError { !reason.isEmpty } else { false }
        }
    }

    @Test("talks to nobody else's server, by name and by address", arguments: ["localhost", "127.0.0.1"])
    func otherName(_ host: String) throws {
        let server = try server("clinic.example")
        let client = try client(server, TestIdentity.authority.certificate, host: host)
        let expected = host == "localhost" ? "hostname mismatch" : "IP address mismatch"
        #expect(throws: ClientError.untrusted(reason: expected)) { try client.send(.get, "/") }
    }

    @Test("does not take plain HTTP for TLS")
    func plain() throws {
        let server = try TestServer { _, _ in .text("plain") }
        let client = try client(server, TestIdentity.authority.certificate, host: "127.0.0.1")
        #expect { try client.send(.get, "/") } throws: { error in
            if case .untrusted? = error as? ClientError { true } else { false }
        }
    }
}
