import Foundation
import HTTP
import Testing
import Vocabulary

@testable import Clinic

@Suite struct ConfigurationFileTests {
    private static func shipped() throws -> String {
        try String(contentsOf: TestClinic.root.appending(path: "Config/aalo.json"), encoding: .utf8)
    }

    @Test func theShippedFileIsRight() throws {
        let configuration = try ConfigurationFile.parse(Array(try Self.shipped().utf8))
        #expect(configuration.services.count == 9)
        #expect(configuration.rooms(at: .consultation).count == 3)
    }

    /// A bad value names its key, its line, and what was expected.
    @Test(arguments: [
        (#""port": 8080"#, #""port": "8080""#, "http.port", 6, "a whole number from 0 to 65535"),
        (#""port": 8080"#, #""port": 80800"#, "http.port", 6, "a whole number from 0 to 65535"),
        (
            #""port": 8080"#, #""prot": 8080"#, "http.prot", 6,
            "one of the keys host, port, loops, secure, slowRequestMilliseconds, limits"
        ),
        (
            #""secure": false"#, #""secure": false, "limits": { "connections": 0 }"#, "http.limits.connections", 6,
            "a whole number from 1 to 1000000"
        ),
        (
            #""secure": false"#, #""secure": false, "limits": { "headSeconds": 1.5 }"#, "http.limits.headSeconds", 6,
            "a whole number from 1 to 600"
        ),
        (
            #""secure": false"#, #""secure": false, "limits": { "connections": 10, "connectionsPerAddress": 11 }"#,
            "http.limits.connectionsPerAddress", 6, "at most connections, which is 10"
        ),
        (#""secure": false"#, #""secure": false, "limits": [10]"#, "http.limits", 6, "an object { … }"),
        (
            #""secure": false"#, #""secure": false, "slowRequestMilliseconds": -1"#, "http.slowRequestMilliseconds", 6,
            "a whole number from 0 to 600000"
        ),
        (#""accessLog": true"#, #""accessLog": "yes""#, "accessLog", 8, "true or false"),
        (#""facilityCode": "10034140""#, #""facilityCode": """#, "clinic.facilityCode", 4, "a text that is not empty"),
        (
            #""invoicePrefix": "KAR""#, #""invoicePrefix": "KĀR""#, "clinic.invoicePrefix", 4,
            "2 to 6 capital letters A-Z or digits"
        ),
        (
            #""stage": "billing""#, #""stage": "cashier""#, "rooms[9].stage", 20,
            "one of registration, screening, consultation, orders, billing"
        ),
        (#""id": "counter-3""#, #""id": "counter-1""#, "rooms[9].id", 20, "an id that no other room has"),
        (#""billing": 2 }"#, #""billing": 0 }"#, "minutes.billing", 9, "a whole number from 1 to 240"),
        (#""database": "var/aalo.sqlite","#, #""database": "var/aalo.sqlite""#, "(file)", 8, "JSON: unexpectedByte"),
    ])
    func aBadValueIsNamed(_ good: String, _ bad: String, _ key: String, _ line: Int, _ expected: String) throws {
        let text = try Self.shipped().replacingOccurrences(of: good, with: bad)
        do {
            _ = try ConfigurationFile.parse(Array(text.utf8))
            Issue.record("it was accepted")
        } catch {
            #expect(error == ConfigurationError(key: key, line: line, expected: expected))
        }
    }

    @Test func limitsAreReadAndTheOthersStayAsTheyAre() throws {
        let text = try Self.shipped().replacingOccurrences(
            of: #""secure": false"#,
            with: #""secure": false, "limits": { "idleSeconds": 5, "bodyBytes": 2048, "longPollsPerAddress": 7 }"#)
        let limits = try ConfigurationFile.parse(Array(text.utf8)).limits
        #expect(limits.engine.idleTimeout == .seconds(5))
        #expect(limits.engine.body == 2_048)
        #expect(limits.longPollsPerAddress == 7)
        #expect(limits.engine.connections == 4_096)
        #expect(limits.signIn.perUser == 5)
    }

    @Test func anUnknownLimitIsNamed() throws {
        let text = try Self.shipped().replacingOccurrences(
            of: #""secure": false"#, with: #""secure": false, "limits": { "conections": 5 }"#)
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile.parse(Array(text.utf8)) }
        #expect(error?.key == "http.limits.conections")
        #expect(error?.expected.contains("connections, connectionsPerAddress") == true)
    }

    @Test func theTokenForFiguresIsLongAndOnlyInTheEnvironment() throws {
        let bytes = Array(try Self.shipped().utf8)
        #expect(try ConfigurationFile.parse(bytes).metricsToken == nil)
        let long = ["AALO_METRICS_TOKEN": "0123456789abcdef"]
        #expect(try ConfigurationFile.parse(bytes, environment: long).metricsToken == "0123456789abcdef")
        for bad in ["short", "0123456789 abcdef"] {
            #expect(throws: ConfigurationError.self) {
                try ConfigurationFile.parse(bytes, environment: ["AALO_METRICS_TOKEN": bad])
            }
        }
    }

    @Test func largeRequestsMayHaveAFolderOfTheirOwn() throws {
        let text = try Self.shipped()
        #expect(try ConfigurationFile.parse(Array(text.utf8)).temporaryFolder == nil)
        let other = text.replacingOccurrences(
            of: #""accessLog": true"#, with: #""temporaryFolder": "/srv/tmp", "accessLog": true"#)
        #expect(try ConfigurationFile.parse(Array(other.utf8)).temporaryFolder == "/srv/tmp")
    }

    @Test func theEnvironmentStandsAboveTheFile() throws {
        let bytes = Array(try Self.shipped().utf8)
        let changed = try ConfigurationFile.parse(
            bytes, environment: ["AALO_HTTP_PORT": "9000", "AALO_DATABASE": "/tmp/x.sqlite"])
        #expect(changed.http.port == 9000)
        #expect(changed.database == "/tmp/x.sqlite")
        #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.parse(bytes, environment: ["AALO_HTTP_PORT": "many"])
        }
    }

    private static let sandbox = """
        {
          "name": "net-1", "base": "https://fhir.example/r4/", "requiresHealthID": true,
          "authorization": { "kind": "client-credentials", "tokenURL": "https://sso.example/token",
            "clientID": "aalo", "scope": "system/*.*" }
        }
        """

    private static func parse(
        destinations: String, _ environment: [String: String] = ["AALO_SHR_NET_1_SECRET": "s3cret"]
    ) throws -> [Destination] {
        let text = try shipped().replacingOccurrences(
            of: "\"destinations\": []", with: "\"destinations\": " + destinations)
        return try ConfigurationFile.parse(Array(text.utf8), environment: environment).destinations
    }

    @Test func nothingIsSentAnywhereUnlessTheClinicSaysSo() throws {
        #expect(try ConfigurationFile.parse(Array(try Self.shipped().utf8)).destinations.isEmpty)
    }

    @Test func aDestinationIsReadAndItsSecretComesFromTheEnvironment() throws {
        let destination = try #require(try Self.parse(destinations: "[\(Self.sandbox)]").first)
        #expect(destination.base == "https://fhir.example/r4")
        #expect(destination.requiresHealthID)
        #expect(!destination.takesConditions)
        #expect(
            destination.authorization
                == .clientCredentials(
                    tokenURL: "https://sso.example/token", clientID: "aalo", clientSecret: "s3cret",
                    scope: "system/*.*"))
    }

    /// Also where nobody has to prove who they are: what is sent are people's health records.
    @Test func nothingIsSentInTheClearOutsideOfThisMachine() throws {
        let list = #"[{"name":"a","base":"http://fhir.example/r4","authorization":{"kind":"none"}}]"#
        #expect(throws: ConfigurationError.self) { try Self.parse(destinations: list) }
    }

    @Test func theEnvironmentMayGiveTheWholeList() throws {
        let bytes = Array(try Self.shipped().utf8)
        let list = #"[{"name":"a","base":"http://localhost:1/fhir","authorization":{"kind":"none"}}]"#
        let given = try ConfigurationFile.parse(bytes, environment: ["AALO_DESTINATIONS": list])
        #expect(given.destinations.map(\.name) == ["a"])
        #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.parse(bytes, environment: ["AALO_DESTINATIONS": "no list"])
        }
    }

    @Test(arguments: [
        ("net-1", "Net 1", "destinations[0].name", 43, "a word of a-z, 0-9, - and _"),
        (
            "https://fhir.example/r4/", "fhir.example", "destinations[0].base", 43,
            "an address such as https://shr.example/fhir"
        ),
        (
            "https://fhir.example/r4/", "http://fhir.example/r4", "destinations[0].base", 43,
            "https, because health records are sent there"
        ),
        (
            "client-credentials", "basic", "destinations[0].authorization.kind", 44,
            "one of none, bearer, client-credentials"
        ),
        (
            "\"requiresHealthID\": true", "\"requiresHealthId\": true", "destinations[0].requiresHealthId", 43,
            "one of the keys name, base, authorization, requiresHealthID, takesConditions"
        ),
    ])
    func aBadDestinationIsNamed(
        _ good: String, _ bad: String, _ key: String, _ line: Int, _ expected: String
    ) throws {
        do {
            _ = try Self.parse(destinations: "[" + Self.sandbox.replacingOccurrences(of: good, with: bad) + "]")
            Issue.record("it was accepted")
        } catch let error as ConfigurationError {
            #expect(error == ConfigurationError(key: key, line: line, expected: expected))
        }
    }

    @Test func aSecretThatIsMissingIsAskedForByName() throws {
        #expect(
            throws: ConfigurationError(
                key: "AALO_SHR_NET_1_SECRET", line: 0,
                expected: "the client's secret in the environment, without spaces")
        ) { try Self.parse(destinations: "[\(Self.sandbox)]", [:]) }
    }

    @Test func twoDestinationsHaveTwoNames() throws {
        #expect(throws: ConfigurationError.self) {
            try Self.parse(destinations: "[\(Self.sandbox), \(Self.sandbox)]")
        }
    }

    private static func parse(tls: String) throws -> Configuration {
        let text = try shipped().replacingOccurrences(of: "\"accessLog\"", with: "\"tls\": \(tls),\n  \"accessLog\"")
        return try ConfigurationFile.parse(Array(text.utf8))
    }

    @Test func tlsIsOffUnlessTheClinicHasACertificate() throws {
        let plain = try ConfigurationFile.parse(Array(try Self.shipped().utf8))
        #expect(plain.tls == nil)
        #expect(!plain.isSecure)
        let secure = try Self.parse(
            tls:
                #"{"certificate":"a.crt","key":"a.key","others":[{"certificate":"b.crt","key":"b.key"}],"redirectPort":80}"#
        )
        #expect(secure.isSecure)
        #expect(secure.tls?.identities.map(\.certificate) == ["a.crt", "b.crt"])
        #expect(secure.tls?.redirectPort == 80)
        #expect(secure.tls?.authority == nil)
        #expect(secure.tls?.strictTransportSeconds == 0)
    }

    @Test(arguments: [
        (#"{"certificate":"a.crt"}"#, "tls.key", "a value, and there is none"),
        (#"{"certificate":"a.crt","key":""}"#, "tls.key", "a text that is not empty"),
        (
            #"{"certificate":"a.crt","key":"a.key","port":1}"#, "tls.port",
            "one of the keys certificate, key, others, authority, redirectPort, strictTransportSeconds"
        ),
        (
            #"{"certificate":"a.crt","key":"a.key","redirectPort":"80"}"#, "tls.redirectPort",
            "a whole number from 0 to 65535"
        ),
        (
            #"{"certificate":"a.crt","key":"a.key","others":[{"certificate":"b"}]}"#, "tls.others[0].key",
            "a value, and there is none"
        ),
        (
            #"{"certificate":"a.crt","key":"a.key","strictTransportSeconds":-1}"#, "tls.strictTransportSeconds",
            "a whole number from 0 to 63072000"
        ),
    ])
    func aBadCertificateSettingIsNamed(_ tls: String, _ key: String, _ expected: String) throws {
        do {
            _ = try Self.parse(tls: tls)
            Issue.record("it was accepted")
        } catch let error as ConfigurationError {
            #expect(error == ConfigurationError(key: key, line: 8, expected: expected))
        }
    }

    @Test func theWayGoesOnInTheClinicsOrder() throws {
        let general = Service(
            code: "x", name: Bilingual("x", "x"), path: [.registration, .screening, .consultation, .billing])
        #expect(general.stage(after: .registration) == .screening)
        #expect(general.stage(after: .orders) == .billing)
        #expect(general.stage(after: .billing) == nil)
    }
}
