import ArgumentParser
import Foundation
import HTTP

/// Where the server listens, from a URL.
struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
    let host: String
    let port: UInt16
    var isSecure = false
    /// Of whom a secure server's certificate must be.
    var trust: ClientTrust?

    var description: String { "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

extension ServerAddress: ExpressibleByArgument {
    /// Nil unless it is an http or https URL of a server, without a path.
    init?(argument: String) {
        guard let url = URLComponents(string: argument), let scheme = url.scheme,
            let usual = ["http": 80, "https": 443][scheme],
            let host = url.host, !host.isEmpty,
            url.path.isEmpty || url.path == "/", let port = UInt16(exactly: url.port ?? usual)
        else { return nil }
        self.init(host: host.trimmingCharacters(in: ["[", "]"]), port: port, isSecure: scheme == "https")
    }

    func client() throws -> Client { try Client(host: host, port: port, trust: trust) }

    var defaultValueDescription: String { description }
}
