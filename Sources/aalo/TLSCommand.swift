import ArgumentParser
import Clinic
import Foundation
import HTTP
import Vocabulary

struct TLSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tls", abstract: "Certificates of the clinic's own, for a network without the internet.",
        subcommands: [Init.self, Renew.self])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a certificate authority for the clinic, and a certificate for this server.")

        @OptionGroup var options: Options
        @Flag(help: "Replace an authority that is there: every device has to be set up again.") var force = false

        func run() throws {
            let files = try options.files()
            try TLSCommand.explained {
                let names = try options.names(besides: [])
                let authority = try files.makeAuthority(
                    named: try options.clinicName() + " CA", for: names, replacing: force)
                let server = try files.makeServer(from: authority, for: names)
                print(Advice.afterInit(files, authority.certificate, server, options.installation))
            }
        }
    }

    struct Renew: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new certificate for this server, from the same authority.",
            discussion:
                "For when it runs out, or when the server's name or address has changed. Devices stay as they are.")

        @OptionGroup var options: Options

        func run() throws {
            let files = try options.files()
            try TLSCommand.explained {
                let authority = try files.authority()
                let before = try? Certificate(file: files.server)
                // What the machine happens to have may be beyond the authority; what a person asks for is answered.
                let own = try options.names(besides: before?.names ?? []).filter { try authority.mayCertify($0) }
                let asked = try options.asked()
                let names = own + asked.filter { !own.contains($0) }
                print(Advice.afterRenew(files, try files.makeServer(from: authority, for: names)))
            }
        }
    }

    struct Options: ParsableArguments {
        @OptionGroup var installation: Installation
        @Option(help: "Where the files are put, var/tls unless told.") var directory: String?
        @Option(help: "One more DNS name of the server; may be given several times.") var name: [String] = []
        @Option(help: "One more address of the server; may be given several times.") var address: [String] = []

        func files() throws -> TLSFiles {
            let folder =
                try directory.map { URL(fileURLWithPath: $0) } ?? installation.home().appending(path: "var/tls")
            return TLSFiles(folder: folder.path)
        }

        func clinicName() throws -> String { try installation.configuration().clinicName.english }

        func asked() throws -> [ServerName] {
            try (name + address).map { text in
                guard let name = ServerName(text) else { throw ValidationError("\(text) is no DNS name or address.") }
                return name
            }
        }

        /// What this machine is called, what the person says, and what it was called before.
        func names(besides others: [ServerName]) throws -> [ServerName] {
            var names: [ServerName] = [.dns("localhost")]
            if case .dns(let host) = NetworkInterfaces.hostName {
                names.append(.dns(host))
                if !host.contains(".") { names.append(.dns(host + ".local")) }
            }
            names += try asked() + NetworkInterfaces.addresses + [.address([127, 0, 0, 1])]
            names += ["::1"].compactMap(ServerName.init) + others
            return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    private static func explained(_ body: () throws -> Void) throws {
        do { try body() } catch let error as TLSError { throw ValidationError("\(error).") }
    }
}
