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
            configuration.keys = configuration.keys.map { Self.path($0, in: home) }
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

    /// The clinic's keys. For a database that was never sealed they are made; then the second value is true.
    /// - Throws: `ValidationError`, with what a person can do, when the keys of a sealed database are not there.
    func keys(_ configuration: Configuration) throws -> (ClinicKeys, isNew: Bool) {
        let (database, folder) = (configuration.database, KeyFolder(configuration.keyFolder))
        return try KeyCommand.explained {
            if let keys = try folder.keys(for: database) { return (keys, false) }
            if try Store.inspect(database, KeyRegister.isSealed) == true {
                throw KeyError.missing(database: database, folder: folder.path, [.index, .audit, .data(1)])
            }
            try Self.makeFolder(of: folder.path)
            return (try folder.make(), true)
        }
    }

    /// Opens the database and brings it up to date. The caller starts and stops it.
    /// - Parameter tell: hears what a person should know.
    func store(_ configuration: Configuration, tell: (String) -> Void = Self.tell) throws -> Store {
        let (keys, isNew) = try keys(configuration)
        if isNew { tell(KeyAdvice.made(configuration)) }
        return try store(configuration, keys, tell: tell)
    }

    /// - Throws: `ValidationError` when the database is sealed with other keys.
    func store(
        _ configuration: Configuration, _ keys: ClinicKeys, tell: (String) -> Void = Self.tell
    ) throws -> Store {
        let store = try opened(configuration, keys)
        try KeyCommand.explained {
            try store.beforeStart { db in
                try KeyRegister.verify(
                    keys, db, database: configuration.database, folder: configuration.keyFolder)
            }
        }
        try store.migrate(try Migration.load(from: try home().appending(path: "Migrations")))
        try store.beforeStart { db in
            try KeyRegister.record(keys, at: .now(), db)
            guard try SecretResidue.isThere(db) else { return }
            tell("The database is written anew, so that nothing stays in it that was not sealed.")
            try SecretResidue.remove(db)
        }
        return store
    }

    private func opened(_ configuration: Configuration, _ keys: ClinicKeys) throws -> Store {
        try Self.makeFolder(of: configuration.database)
        var options = StoreOptions()
        options.program = "aalo " + Version.current
        options.queueLimit = configuration.limits.writerQueue
        options.prepare = { db in try SecretFunctions.register(keys, on: db) }
        return try Store(path: configuration.database, topics: Topic.all, options: options)
    }

    private static func makeFolder(of path: String) throws {
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    }

    static func tell(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }

    /// Runs `body` with the database open for writing, for commands that do one thing and end.
    func withStore<Value>(tell: (String) -> Void = Self.tell, _ body: (Store) throws -> Value) throws -> Value {
        let store = try store(try configuration(), tell: tell)
        store.start()
        defer { store.stop() }
        return try body(store)
    }
}
