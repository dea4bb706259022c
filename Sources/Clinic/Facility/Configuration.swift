import HTTP
import Vocabulary

/// What makes this clinic this one: `Config/aalo.json`, read once at start.
package struct Configuration: Sendable {
    package struct Listener: Sendable {
        package var host: String
        package var port: Int
        package var loops: Int
        /// True when somebody in front of us speaks TLS with the clinic's devices.
        package var isSecure: Bool
        /// Answers that take longer are written down; 0 for none.
        package var slowRequestMilliseconds: Int
    }

    /// How people sign in: `signIn` of the configuration.
    package struct SignInRules: Sendable {
        /// Where a PIN is enough; elsewhere it takes a password.
        package enum PINs: String, Sendable, CaseIterable {
            case anywhere
            case registeredDevices = "registered-devices"
        }

        /// Whether managers and administrators may have a second step, or have to.
        package enum SecondFactor: String, Sendable, CaseIterable {
            case optional, required
        }

        package var pins = PINs.registeredDevices
        package var secondFactor = SecondFactor.optional
        /// After how long nobody used it a session is locked; 0 for never.
        package var idleSeconds = 300
        /// Wrong tries in a row after which an account is locked until an administrator opens it.
        package var failuresBeforeLock = 10
    }

    package var clinicName: Bilingual
    /// The facility's code in the national registry.
    package var facilityCode: String
    /// What the numbers of invoices and receipts begin with, so that no two clinics have the same.
    package var invoicePrefix: String
    package var http: Listener
    /// Nil for plain HTTP.
    package var tls: Security?
    package var limits: Limits
    package var signIn: SignInRules
    /// What a program on another machine needs to read `/metrics`.
    package var metricsToken: String?
    /// The path of the database file.
    package var database: String
    /// The folder with the clinic's keys; nil for one beside the database.
    package var keys: String?
    /// Where large requests are kept while they come; nil for the folder of the database.
    package var temporaryFolder: String?
    package var logsAccess: Bool
    package var rooms: [Room]
    package var services: [Service]
    /// How long one person takes at a stage, in minutes, before today's own figures are known.
    package var minutes: [Stage: Int]
    /// Where signed encounters are sent.
    package var destinations: [Destination]

    /// Whether the clinic is reached by HTTPS; cookies are then marked Secure (RFC 6265 section 4.1.2.5).
    package var isSecure: Bool { http.isSecure || tls != nil }

    package var keyFolder: String { keys ?? database + ".keys" }

    package func rooms(at stage: Stage) -> [Room] { rooms.filter { $0.stage == stage } }
    package func room(_ id: String) -> Room? { rooms.first { $0.id == id } }
    package func service(_ code: String) -> Service? { services.first { $0.code == code } }
}
