import HTTP
import Vocabulary

/// Why the configuration was not accepted: which key, on which line, and what was expected there.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    package let key: String
    package let line: Int
    package let expected: String

    package var description: String { "line \(line), \(key): expected \(expected)" }
}

/// Reads `aalo.json`. Every key is known; an unknown one is a mistake and is named.
package struct ConfigurationFile {
    let bytes: [UInt8]

    /// - Parameter environment: `AALO_DATABASE`, `AALO_IDLE_MINUTES`, `AALO_HTTP_HOST`, `AALO_HTTP_PORT` and `AALO_DESTINATIONS` (a list as
    ///   in the file) stand above the file; secrets (`AALO_METRICS_TOKEN` among them) are only there.
    package static func parse(
        _ bytes: [UInt8], environment: [String: String] = [:]
    ) throws(ConfigurationError) -> Configuration {
        let file = ConfigurationFile(bytes: bytes)
        let root = try file.root()
        var configuration = try file.configuration(root)
        configuration.destinations = try file.destinations(root, environment)
        try override(&configuration, environment)
        return configuration
    }

    func root() throws(ConfigurationError) -> JSONValue {
        do { return try JSONParser.parse(bytes) } catch {
            throw ConfigurationError(key: "(file)", line: line(error.offset), expected: "JSON: \(error.reason)")
        }
    }

    private func configuration(_ root: JSONValue) throws(ConfigurationError) -> Configuration {
        try known(
            root, "(file)",
            [
                "clinic", "http", "tls", "database", "keys", "temporaryFolder", "accessLog", "rooms", "services",
                "minutes", "signIn", "destinations",
            ])
        let clinic = try member(root, "clinic", "clinic")
        try known(clinic, "clinic", ["name", "facilityCode", "invoicePrefix"])
        return Configuration(
            clinicName: try bilingual(clinic, "name", "clinic.name"),
            facilityCode: try text(clinic, "facilityCode", "clinic.facilityCode"),
            invoicePrefix: try prefix(clinic, "invoicePrefix", "clinic.invoicePrefix"),
            http: try listener(try member(root, "http", "http")),
            tls: try security(root),
            limits: try limits(try member(root, "http", "http")),
            signIn: try signIn(root),
            database: try text(root, "database", "database"),
            keys: root["keys"] == nil ? nil : try text(root, "keys", "keys"),
            temporaryFolder: root["temporaryFolder"] == nil
                ? nil : try text(root, "temporaryFolder", "temporaryFolder"),
            logsAccess: try bool(root, "accessLog", "accessLog"),
            rooms: try rooms(try member(root, "rooms", "rooms")),
            services: try services(try member(root, "services", "services")),
            minutes: try minutes(try member(root, "minutes", "minutes")),
            destinations: [])
    }

    private func listener(_ value: JSONValue) throws(ConfigurationError) -> Configuration.Listener {
        try known(value, "http", ["host", "port", "loops", "secure", "slowRequestMilliseconds", "limits"])
        return Configuration.Listener(
            host: try text(value, "host", "http.host"),
            port: try integer(value, "port", "http.port", 0...65_535),
            loops: try integer(value, "loops", "http.loops", 1...64),
            isSecure: try bool(value, "secure", "http.secure"),
            slowRequestMilliseconds: value["slowRequestMilliseconds"] == nil
                ? 1_000 : try integer(value, "slowRequestMilliseconds", "http.slowRequestMilliseconds", 0...600_000))
    }

    /// The defaults, but for what the file says.
    private func signIn(_ root: JSONValue) throws(ConfigurationError) -> Configuration.SignInRules {
        var rules = Configuration.SignInRules()
        guard let value = root["signIn"] else { return rules }
        try known(value, "signIn", ["pins", "secondFactor", "idleMinutes", "failuresBeforeLock"])
        if value["pins"] != nil { rules.pins = try choice(value, "pins", "signIn.pins") }
        if value["secondFactor"] != nil {
            rules.secondFactor = try choice(value, "secondFactor", "signIn.secondFactor")
        }
        if value["idleMinutes"] != nil {
            rules.idleSeconds = 60 * (try integer(value, "idleMinutes", "signIn.idleMinutes", 0...720))
        }
        if value["failuresBeforeLock"] != nil {
            rules.failuresBeforeLock = try integer(value, "failuresBeforeLock", "signIn.failuresBeforeLock", 3...100)
        }
        return rules
    }

    private func rooms(_ value: JSONValue) throws(ConfigurationError) -> [Room] {
        var rooms: [Room] = []
        for (index, element) in try list(value, "rooms").enumerated() {
            let key = "rooms[\(index)]"
            try known(element, key, ["id", "stage", "kind", "number"])
            let room = Room(
                id: try slug(element, "id", key + ".id"),
                stage: try choice(element, "stage", key + ".stage"),
                kind: try choice(element, "kind", key + ".kind"),
                number: try integer(element, "number", key + ".number", 1...99))
            guard !rooms.contains(where: { $0.id == room.id }) else {
                throw error(element, key + ".id", "an id that no other room has")
            }
            rooms.append(room)
        }
        for stage in Stage.allCases where !rooms.contains(where: { $0.stage == stage }) {
            throw error(value, "rooms", "a room or counter for \(stage.rawValue)")
        }
        return rooms
    }

    private func services(_ value: JSONValue) throws(ConfigurationError) -> [Service] {
        var services: [Service] = []
        for (index, element) in try list(value, "services").enumerated() {
            let key = "services[\(index)]"
            try known(element, key, ["code", "name", "path"])
            let code = try slug(element, "code", key + ".code")
            guard !services.contains(where: { $0.code == code }) else {
                throw error(element, key + ".code", "a code that no other service has")
            }
            var path: [Stage] = []
            for stage in try list(try member(element, "path", key + ".path"), key + ".path") {
                guard let stage = stage.string.flatMap(Stage.init) else {
                    throw error(stage, key + ".path", "stages: " + words(Stage.self))
                }
                path.append(stage)
            }
            guard !path.isEmpty else { throw error(element, key + ".path", "at least one stage") }
            services.append(Service(code: code, name: try bilingual(element, "name", key + ".name"), path: path))
        }
        guard !services.isEmpty else { throw error(value, "services", "at least one service") }
        return services
    }

    private func minutes(_ value: JSONValue) throws(ConfigurationError) -> [Stage: Int] {
        try known(value, "minutes", Stage.allCases.map(\.rawValue))
        var minutes: [Stage: Int] = [:]
        for stage in Stage.allCases {
            minutes[stage] = try integer(value, stage.rawValue, "minutes." + stage.rawValue, 1...240)
        }
        return minutes
    }

    private static func override(
        _ configuration: inout Configuration, _ environment: [String: String]
    ) throws(ConfigurationError) {
        if let path = environment["AALO_DATABASE"] { configuration.database = path }
        if let token = environment["AALO_METRICS_TOKEN"] {
            guard token.utf8.count >= 16, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw ConfigurationError(
                    key: "AALO_METRICS_TOKEN", line: 0, expected: "at least 16 characters, without spaces")
            }
            configuration.metricsToken = token
        }
        if let minutes = environment["AALO_IDLE_MINUTES"] {
            guard let number = Int(minutes), (0...720).contains(number) else {
                throw ConfigurationError(key: "AALO_IDLE_MINUTES", line: 0, expected: "a number from 0 to 720")
            }
            configuration.signIn.idleSeconds = 60 * number
        }
        if let host = environment["AALO_HTTP_HOST"] { configuration.http.host = host }
        if let port = environment["AALO_HTTP_PORT"] {
            guard let number = Int(port), (0...65_535).contains(number) else {
                throw ConfigurationError(key: "AALO_HTTP_PORT", line: 0, expected: "a number from 0 to 65535")
            }
            configuration.http.port = number
        }
    }

    // MARK: Reading one value

    func member(_ value: JSONValue, _ name: String, _ key: String) throws(ConfigurationError) -> JSONValue {
        guard let member = value[name] else { throw error(value, key, "a value, and there is none") }
        return member
    }

    func known(_ value: JSONValue, _ key: String, _ names: [String]) throws(ConfigurationError) {
        guard let members = value.object else { throw error(value, key, "an object { … }") }
        for member in members where !names.contains(member.name) {
            let path = key == "(file)" ? member.name : key + "." + member.name
            throw error(member.value, path, "one of the keys " + names.joined(separator: ", "))
        }
    }

    func list(_ value: JSONValue, _ key: String) throws(ConfigurationError) -> [JSONValue] {
        guard let elements = value.array else { throw error(value, key, "a list [ … ]") }
        return elements
    }

    func text(_ value: JSONValue, _ name: String, _ key: String) throws(ConfigurationError) -> String {
        let member = try member(value, name, key)
        guard let text = member.string, !text.isEmpty else { throw error(member, key, "a text that is not empty") }
        return text
    }

    func slug(_ value: JSONValue, _ name: String, _ key: String) throws(ConfigurationError) -> String {
        let member = try member(value, name, key)
        guard let text = member.string, (1...40).contains(text.utf8.count),
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
            })
        else { throw error(member, key, "a word of a-z, 0-9, - and _") }
        return text
    }

    func prefix(_ value: JSONValue, _ name: String, _ key: String) throws(ConfigurationError) -> String {
        let member = try member(value, name, key)
        guard let text = member.string, (2...6).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
        else { throw error(member, key, "2 to 6 capital letters A-Z or digits") }
        return text
    }

    func bool(_ value: JSONValue, _ name: String, _ key: String) throws(ConfigurationError) -> Bool {
        let member = try member(value, name, key)
        guard let truth = member.bool else { throw error(member, key, "true or false") }
        return truth
    }

    func integer(
        _ value: JSONValue, _ name: String, _ key: String, _ range: ClosedRange<Int>
    ) throws(ConfigurationError) -> Int {
        let member = try member(value, name, key)
        guard let number = member.integer, range.contains(number) else {
            throw error(member, key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: JSONValue, _ name: String, _ key: String
    ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
        let member = try member(value, name, key)
        guard let choice = member.string.flatMap(Choice.init) else {
            throw error(member, key, "one of " + words(Choice.self))
        }
        return choice
    }

    func bilingual(
        _ value: JSONValue, _ name: String, _ key: String
    ) throws(ConfigurationError) -> Bilingual {
        let member = try member(value, name, key)
        try known(member, key, ["en", "bn"])
        return Bilingual(try text(member, "en", key + ".en"), try text(member, "bn", key + ".bn"))
    }

    func words<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }

    func error(_ value: JSONValue, _ key: String, _ expected: String) -> ConfigurationError {
        ConfigurationError(key: key, line: line(value.offset), expected: expected)
    }

    func line(_ offset: Int) -> Int { 1 + bytes.prefix(offset).count { $0 == 0x0A } }
}
