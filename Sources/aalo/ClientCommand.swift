import ArgumentParser
import Clinic
import Storage
import Vocabulary

struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Programs of others that may read here.",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a program read. Prints its token, once.")

        @OptionGroup var installation: Installation
        @Argument(help: "Its name.") var name: String
        @Option(
            help:
                "What it may read; may be given several times: \(Scope.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var scope: [String]
        @Option(help: "For how many days, at most 365.") var days: Int

        func run() throws {
            let scopes = try scope.map(ClientCommand.scope)
            let today = Day(.now())
            let new = try Explained.run {
                try NewClient(
                    name: name, scopes: Set(scopes), lastDay: today.adding(days: min(max(days, -1), 100_000)),
                    today: today)
            }
            let issued = try Explained.run {
                try installation.record("aalo client add") { db in
                    try ClientRegister.add(new, by: nil, at: .now(), db)
                }
            }
            print(
                """
                \(issued.token)
                This is the token of \(issued.client.name). It is shown only now; it is good until the end of \(new.lastDay).
                """)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the programs.")

        @OptionGroup var installation: Installation

        func run() throws {
            let clients = try installation.withStore { store in
                try store.withReader { reader in try reader.read { db in try ClientRecord.all(db) } }
            }
            for record in clients {
                let scopes = record.client.scopes.map(\.rawValue).sorted().joined(separator: " ")
                let used = record.lastUsedAt.map { "last used " + $0.timestamp } ?? "not used yet"
                let end = "until " + record.client.expiresAt.timestamp
                print(
                    [record.client.name, record.state(at: .now()).rawValue, scopes, end, used].joined(separator: "\t"))
            }
            if clients.isEmpty { print("None yet. Add one: aalo client add NAME --scope queue --days 90") }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a program: its token opens nothing any more.")

        @OptionGroup var installation: Installation
        @Argument(help: "Its name.") var name: String

        func run() throws {
            let revoked = try installation.record("aalo client revoke") { [name] db in
                try ClientRecord.find(named: name, db).map {
                    try ClientRegister.revoke($0.client.id, by: nil, at: .now(), db)
                }
            }
            guard revoked != nil else { throw ValidationError("No program in use has the name \(name).") }
            print("\(name) is revoked.")
        }
    }

    private static func scope(_ word: String) throws -> Scope {
        guard let scope = Scope(rawValue: word) else {
            throw ValidationError("A scope is one of " + Scope.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return scope
    }
}
