import Foundation
import HTTP
import Vocabulary

extension ConfigurationFile {
    /// Where signed encounters are sent; nowhere when the key is not there.
    func destinations(
        _ root: JSONValue, _ environment: [String: String]
    ) throws(ConfigurationError) -> [Destination] {
        if let list = environment["AALO_DESTINATIONS"] {
            let file = ConfigurationFile(bytes: Array(list.utf8))
            return try file.destinations(try file.root(), "AALO_DESTINATIONS", environment)
        }
        guard let value = root["destinations"] else { return [] }
        return try destinations(value, "destinations", environment)
    }

    private func destinations(
        _ value: JSONValue, _ name: String, _ environment: [String: String]
    ) throws(ConfigurationError) -> [Destination] {
        var destinations: [Destination] = []
        for (index, element) in try list(value, name).enumerated() {
            let key = "\(name)[\(index)]"
            let destination = try destination(element, key, environment)
            guard !destinations.contains(where: { $0.name == destination.name }) else {
                throw error(element, key + ".name", "a name that no other destination has")
            }
            destinations.append(destination)
        }
        return destinations
    }

    private func destination(
        _ value: JSONValue, _ key: String, _ environment: [String: String]
    ) throws(ConfigurationError) -> Destination {
        try known(value, key, ["name", "base", "authorization", "requiresHealthID", "takesConditions"])
        let name = try slug(value, "name", key + ".name")
        let authorization = try authorization(
            try member(value, "authorization", key + ".authorization"), key + ".authorization",
            Secret(destination: name, environment))
        var destination = Destination(
            name: name, base: try address(value, "base", key + ".base"), authorization: authorization)
        if value["requiresHealthID"] != nil {
            destination.requiresHealthID = try bool(value, "requiresHealthID", key + ".requiresHealthID")
        }
        if value["takesConditions"] != nil {
            destination.takesConditions = try bool(value, "takesConditions", key + ".takesConditions")
        }
        return destination
    }

    private enum Kind: String, CaseIterable {
        case none, bearer
        case clientCredentials = "client-credentials"
    }

    private func authorization(
        _ value: JSONValue, _ key: String, _ secret: Secret
    ) throws(ConfigurationError) -> Destination.Authorization {
        let kind: Kind = try choice(value, "kind", key + ".kind")
        switch kind {
        case .none:
            try known(value, key, ["kind"])
            return .none
        case .bearer:
            try known(value, key, ["kind"])
            return .bearer(token: try secret.read("the token"))
        case .clientCredentials:
            try known(value, key, ["kind", "tokenURL", "clientID", "scope"])
            return .clientCredentials(
                tokenURL: try address(value, "tokenURL", key + ".tokenURL"),
                clientID: try text(value, "clientID", key + ".clientID"),
                clientSecret: try secret.read("the client's secret"), scope: try text(value, "scope", key + ".scope"))
        }
    }

    /// What a destination proves itself with: never in the file.
    private struct Secret {
        let variable: String
        private let value: String?

        init(destination: String, _ environment: [String: String]) {
            variable = "AALO_SHR_" + destination.uppercased().replacingOccurrences(of: "-", with: "_") + "_SECRET"
            value = environment[variable]
        }

        func read(_ what: String) throws(ConfigurationError) -> String {
            // It goes into a header: RFC 6750 section 2.1 and RFC 6749 appendix A.2 allow visible ASCII.
            guard let value, !value.isEmpty, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw ConfigurationError(key: variable, line: 0, expected: what + " in the environment, without spaces")
            }
            return value
        }
    }

    /// An http or https address without a slash at its end; https wherever it leaves this machine, since what goes there
    /// are people's health records and our secrets.
    private func address(
        _ value: JSONValue, _ name: String, _ key: String
    ) throws(ConfigurationError) -> String {
        let text = try text(value, name, key)
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let url = URLComponents(string: trimmed), let scheme = url.scheme, let host = url.host, !host.isEmpty,
            scheme == "https" || scheme == "http", url.query == nil, url.fragment == nil, url.user == nil
        else {
            throw error(try member(value, name, key), key, "an address such as https://shr.example/fhir")
        }
        let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        guard scheme == "https" || isHere else {
            throw error(try member(value, name, key), key, "https, because health records are sent there")
        }
        return trimmed
    }
}
