import ArgumentParser
import Foundation

/// Where the server listens, from a URL.
struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
    let host: String
    let port: UInt16

    var description: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

extension ServerAddress: ExpressibleByArgument {
    /// Nil unless it is an http URL of a server, without a path.
    init?(argument: String) {
        guard let url = URLComponents(string: argument), url.scheme == "http", let host = url.host, !host.isEmpty,
            url.path.isEmpty || url.path == "/", let port = UInt16(exactly: url.port ?? 80)
        else { return nil }
        self.init(host: host.trimmingCharacters(in: ["[", "]"]), port: port)
    }

    var defaultValueDescription: String { description }
}
