import ArgumentParser
import Foundation
import HTTP

/// `aalo simulate`: plays a day of arrivals through a running server, as the staff would.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play a day of arrivals through a running server, as the staff would.",
        discussion: """
            Tokens, registration, vitals, diagnoses, prescriptions, tests, results and invoices, with double taps, dropped answers, \
            no-shows and mistakes as the day file says. Ends with a table, and with status 1 if anything was wrong. \
            Made for a demo clinic: it signs in as the staff that "aalo demo" makes, and leaves the day's tokens behind.
            """)

    @Option(help: "The day file (CSV), instead of Config/demo/clinic-day.csv.")
    var day: String?

    @Option(help: "The server.")
    var server = ServerAddress(host: "127.0.0.1", port: 8080)

    @Option(help: "The file of the clinic's certificate authority (ca.crt), for a server of https.")
    var authority: String?

    @Option(help: "Simulated seconds to a real one, or \"max\": nobody waits for anything but the server.")
    var speed = Pace.times(60)

    @Option(help: "How many reception tablets share the arrivals.")
    var tablets = 2

    @Option(help: "Play every arrival so many times.")
    var `repeat` = 1

    @Option(help: "The PIN of all demo staff.")
    var pin: String?

    @Option(help: "A file of user names and their PINs or passwords, one pair a line.")
    var secrets: String?

    @Option(help: "The same seed gives the same service times.")
    var seed: UInt64 = 1

    @Option(help: "Seconds to wait at the end until the national record has heard of everything.")
    var drain = 0

    func validate() throws {
        guard server.isSecure == (authority != nil) else {
            throw ValidationError("An https server needs --authority, and an http server has none.")
        }
        if pin == nil, secrets == nil { throw ValidationError("Give --pin or --secrets.") }
        guard (1...1000).contains(tablets) else { throw ValidationError("--tablets: 1 to 1000.") }
        guard (0...3600).contains(drain) else { throw ValidationError("--drain: 0 to 3600 seconds.") }
        guard (1...1000).contains(`repeat`) else { throw ValidationError("--repeat: 1 to 1000.") }
    }

    func run() throws {
        let arrivals = try DayFile.read(path: dayFile()).flatMap { Array(repeating: $0, count: `repeat`) }
        let simulation = Simulation(
            arrivals, server: try trustedServer(), secrets: try staffSecrets(), pace: speed, tablets: tablets,
            seed: seed,
            care: try CareBook.read(path: try Installation().home().appending(path: "Config/demo/care.csv").path),
            catalogue: try Installation().catalogue(), drain: drain)
        let outcome = try simulation.run()
        print(Summary(outcome: outcome))
        guard outcome.isGood else { throw ExitCode.failure }
    }

    private func trustedServer() throws -> ServerAddress {
        var server = server
        do { server.trust = try authority.map { try ClientTrust(authorities: $0) } } catch {
            throw ValidationError("--authority: \(error).")
        }
        return server
    }

    private func dayFile() throws -> String {
        try day ?? Installation().home().appending(path: "Config/demo/clinic-day.csv").path
    }

    private func staffSecrets() throws -> StaffSecrets {
        try secrets.map { try StaffSecrets(common: pin, file: $0) } ?? StaffSecrets(common: pin)
    }
}
