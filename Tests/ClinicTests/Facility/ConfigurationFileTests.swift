import Foundation
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
        (#""port": 8080"#, #""prot": 8080"#, "http.prot", 6, "one of the keys host, port, loops, secure"),
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

    @Test func theWayGoesOnInTheClinicsOrder() throws {
        let general = Service(
            code: "x", name: Bilingual("x", "x"), path: [.registration, .screening, .consultation, .billing])
        #expect(general.stage(after: .registration) == .screening)
        #expect(general.stage(after: .orders) == .billing)
        #expect(general.stage(after: .billing) == nil)
    }
}
