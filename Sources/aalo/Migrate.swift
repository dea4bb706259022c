import ArgumentParser
import Clinic
import Storage

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database up to date, and do nothing else.")

    @OptionGroup var installation: Installation

    func run() throws {
        let configuration = try installation.configuration()
        _ = try DatabaseLock(database: configuration.database)
        try installation.store(configuration).stop()
        print("\(configuration.database) is up to date.")
    }
}
