import ArgumentParser
import Clinic

@main
struct Aalo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aalo",
        abstract: "The server of one primary-health-care clinic.",
        subcommands: [
            Serve.self, Migrate.self, Demo.self, StaffCommand.self, TLSCommand.self, KeyCommand.self,
            AuditCommand.self,
            SimulateCommand.self,
            VersionCommand.self,
        ])
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the program's version.")

    func run() { print("aalo " + Version.current) }
}
