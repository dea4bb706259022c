import ArgumentParser
import Clinic
import Foundation
import HTTP
import Storage
import Vocabulary

/// Where the program finds its files: configuration, migrations, style sheets.
struct Installation: ParsableArguments {
    @Option(help: "The configuration file.")
    var config: String?

    /// The folder that has `Migrations`: the one named by AALO_HOME, the current one, or the one the program is in.
    func home() throws -> URL {
        let environment = ProcessInfo.processInfo.environment["AALO_HOME"].map { URL(fileURLWithPath: $0) }
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        var program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        var candidates = [environment, here]
        for _ in 0..<4 {
            candidates.append(program)
            program = program?.deletingLastPathComponent()
        }
        let found = candidates.compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0.appending(path: "Migrations").path)
        }
        guard let found else {
            throw ValidationError("No folder with Migrations was found. Run aalo in its folder, or set AALO_HOME.")
        }
        return found
    }

    func configuration() throws -> Configuration {
        let home = try home()
        let file = config.map { URL(fileURLWithPath: $0) } ?? home.appending(path: "Config/aalo.json")
        guard let data = try? Data(contentsOf: file) else {
            throw ValidationError("The configuration \(file.path) cannot be read.")
        }
        do {
            var configuration = try ConfigurationFile.parse(
                Array(data), environment: ProcessInfo.processInfo.environment)
            configuration.database = Self.path(configuration.database, in: home)
            configuration.tls = configuration.tls.map { Self.resolved($0, in: home) }
            return configuration
        } catch {
            throw ValidationError("\(file.path): \(error)")
        }
    }

    private static func path(_ path: String, in home: URL) -> String {
        path.hasPrefix("/") ? path : home.appending(path: path).path
    }

    private static func resolved(_ security: Configuration.Security, in home: URL) -> Configuration.Security {
        var security = security
        security.identities = security.identities.map {
            TLS.Identity(certificate: path($0.certificate, in: home), key: path($0.key, in: home))
        }
        security.authority = security.authority.map { path($0, in: home) }
        return security
    }

    func assets() throws -> StaticFiles {
        let home = try home()
        let folders = ["Assets", "Sources/Clinic/Assets"].map { home.appending(path: $0).path }
        let folder = folders.first { FileManager.default.fileExists(atPath: $0) } ?? folders[0]
        return try StaticFiles(folder: folder)
    }

    func catalogue() throws -> Catalogue {
        do { return try Catalogue(folder: try home().appending(path: "Config/catalogue")) } catch {
            throw ValidationError("Config/catalogue: \(error)")
        }
    }

    /// Opens the database and brings it up to date. The caller starts and stops it.
    func store(_ configuration: Configuration) throws -> Store {
        let folder = URL(fileURLWithPath: configuration.database).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = StoreOptions()
        options.program = "aalo " + Version.current
        options.queueLimit = configuration.limits.writerQueue
        let store = try Store(path: configuration.database, topics: Topic.all, options: options)
        try store.migrate(try Migration.load(from: try home().appending(path: "Migrations")))
        return store
    }

    /// Runs `body` with the database open for writing, for commands that do one thing and end.
    func withStore<Value>(_ body: (Store) throws -> Value) throws -> Value {
        let store = try store(try configuration())
        store.start()
        defer { store.stop() }
        return try body(store)
    }
}
