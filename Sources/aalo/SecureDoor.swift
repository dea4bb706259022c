import ArgumentParser
import Clinic
import Foundation
import HTTP
import Logging
import Vocabulary

/// TLS of the running server: its certificates, how they are exchanged, and the door of plain HTTP that leads to it.
struct SecureDoor: Sendable {
    let tls: TLS
    let trustAnchor: TrustAnchor?
    private let security: Configuration.Security
    private let host: String
    private let logger: Logger

    /// Nil when the clinic is served without TLS.
    /// - Throws: `ValidationError` with what is wrong with the files.
    init?(_ configuration: Configuration, logger: Logger) throws {
        guard let security = configuration.tls else { return nil }
        self.security = security
        self.logger = logger
        host = configuration.http.host
        do {
            let tls = try TLS(security.identities)
            trustAnchor = try Self.trustAnchor(security, configuration.http.port, tls.certificates[0])
            self.tls = tls
        } catch {
            throw ValidationError("tls: \(error).")
        }
    }

    private static func trustAnchor(
        _ security: Configuration.Security, _ port: Int, _ certificate: Certificate
    ) throws(TLSError) -> TrustAnchor? {
        guard let file = security.authority else { return nil }
        let name = name(of: certificate)
        return try TrustAnchor(
            file: file, door: security.redirectPort.map { $0 == 80 ? name : "\(name):\($0)" },
            clinic: "https://\(name)" + (port == 443 ? "/" : ":\(port)/"))
    }

    /// What tablets can reach this machine by: an address of it that the certificate is for, since names need a server
    /// of names; else the first name that is more than this machine's own.
    private static func name(of certificate: Certificate) -> String {
        let here = NetworkInterfaces.addresses.filter { !$0.isLoopback && certificate.isFor($0) }
        let found = here.first ?? certificate.names.first { !$0.isLoopback } ?? .dns("localhost")
        return found.isIPv6 ? "[\(found)]" : found.description
    }

    func configure(_ server: inout ServerConfiguration) {
        server.tls = tls
        server.strictTransportSeconds = security.strictTransportSeconds
        server.handshakeLog = { [logger] in Self.tell(of: $0, logger) }
    }

    private static func tell(of failure: FailedHandshake, _ logger: Logger) {
        logger.notice(
            "TLS handshake failed",
            metadata: [
                "address": "\(failure.remoteAddress)", "reason": "\(failure.reason)", "others": "\(failure.others)",
            ])
    }

    /// The listener of plain HTTP, not started yet; nil when none was asked for.
    func redirect(to port: UInt16, _ app: App) throws -> Server? {
        guard let redirectPort = security.redirectPort else { return nil }
        var server = ServerConfiguration()
        server.host = host
        server.port = UInt16(redirectPort)
        server.loops = 1
        server.fields = WebDefence.everyAnswer
        // All it says is where to go.
        server.limits.connections = 256
        server.limits.connectionsPerAddress = 32
        server.limits.body = 64 * 1024
        server.limits.requestsPerConnection = 100
        server.limits.idleTimeout = .seconds(15)
        return try Server(server) { _, run in
            run(SecureRedirect(port: port) { OpenDoor.response(to: $0, app) })
        }
    }

    /// Reads the certificates again at every SIGHUP, and says what came of it.
    func reloadOnHangup() throws {
        logExpiry()
        try Signals.onHangup {
            do {
                try tls.reload()
                try trustAnchor?.reload()
                logger.notice("certificates reloaded", metadata: metadata)
                logExpiry()
            } catch {
                logger.error("certificates not reloaded, the old ones stay", metadata: ["reason": "\(error)"])
            }
        }
    }

    private var metadata: Logger.Metadata {
        ["fingerprint": "\(tls.certificates[0].fingerprint)", "until": "\(Self.day(tls.certificates[0]))"]
    }

    private static func day(_ certificate: Certificate) -> Day {
        Day(Instant(milliseconds: Int64(certificate.validUntil) * 1000))
    }

    /// Served all the same: a browser's warning is better than no clinic.
    private func logExpiry() {
        let soon = Instant.now().milliseconds / 1000 + 30 * 86_400
        for certificate in tls.certificates where certificate.validUntil < soon {
            logger.warning(
                "a certificate runs out, make a new one: aalo tls renew",
                metadata: ["name": "\(certificate.name)", "until": "\(Self.day(certificate))"])
        }
    }
}
