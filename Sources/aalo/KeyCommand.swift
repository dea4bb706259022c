import ArgumentParser
import Clinic
import Foundation
import Glibc
import Storage
import Vocabulary

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The keys that patients' numbers are sealed with.",
        subcommands: [Init.self, Sheet.self, Restore.self, Rotate.self])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the clinic's keys, if there are none.")

        @OptionGroup var installation: Installation

        func run() throws {
            let configuration = try installation.configuration()
            let (keys, isNew) = try installation.keys(configuration)
            if isNew { try installation.record("aalo key init") { _ in } }
            print(isNew ? KeyAdvice.made(configuration) : KeyAdvice.present(keys, configuration))
        }
    }

    struct Sheet: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the recovery sheet: the keys on paper, to be locked away.",
            discussion:
                "Whoever has the sheet and a copy of the database can read everything. Delete the file when it is printed."
        )

        @OptionGroup var installation: Installation
        @Option(help: "Where to write it; into the folder of the keys unless told.") var output: String?

        func run() throws {
            let configuration = try installation.configuration()
            let folder = KeyFolder(configuration.keyFolder)
            let keys = try KeyCommand.explained { try folder.keys(for: configuration.database) }
            guard let keys else {
                throw ValidationError("There are no keys in \(folder.path). Make them: aalo key init.")
            }
            let path = output ?? folder.path + "/recovery-sheet.html"
            let sheet = RecoverySheet(keys: keys, clinic: configuration.clinicName, on: Day(.now()))
            try installation.recordIfPresent("aalo key sheet")
            try KeyCommand.explained { try folder.write(sheet.bytes, to: path) }
            print(
                """
                \(path)
                Open it in a browser, print it on paper, lock the paper away, and delete the file.
                """)
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put the keys back by typing them off the recovery sheet.",
            discussion: "Type each key's name and its eight groups. An empty line ends.")

        @OptionGroup var installation: Installation

        func run() throws {
            let configuration = try installation.configuration()
            let folder = KeyFolder(configuration.keyFolder)
            var reader = RecoveryReader(isTerminal: isatty(STDIN_FILENO) == 1)
            let typed = try reader.read()
            try KeyCommand.explained {
                let all = try folder.read().merging(typed) { _, typed in typed }
                try KeyCommand.check(all, configuration)
                for (name, key) in typed { try folder.write(key, as: name) }
            }
            try installation.recordIfPresent("aalo key restore")
            print("\(typed.count) keys are in \(folder.path).")
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key and seal everything again with it.",
            discussion: """
                Stop the server first. It may be broken off (Ctrl-C, a power cut): run it again, and it goes on with what is \
                left. Older keys stay in their folder, because older backups need them. Print a new recovery sheet afterwards.
                """)

        @OptionGroup var installation: Installation

        func run() throws {
            let configuration = try installation.configuration()
            _ = try DatabaseLock(database: configuration.database)
            let keys = try KeyCommand.explained { try next(configuration) }
            let store = try installation.store(configuration, keys)
            store.start()
            defer { store.stop() }
            let audit = try AuditTrail(store: store, folder: AuditFolder(path: configuration.keyFolder))
            defer { audit.stop() }
            // Before it begins: one that is broken off was done as well.
            try store.write { db in
                try audit.recording("aalo key rotate", by: MachineUser.name, at: .now(), db) {}
            }
            let isTerminal = isatty(STDERR_FILENO) == 1
            let done = try KeyRotation(store).run(keys, at: .now()) { done, total in
                if isTerminal { FileHandle.standardError.write(Data("\r\(done) of \(total) values".utf8)) }
            }
            if isTerminal { FileHandle.standardError.write(Data("\r".utf8)) }
            print(
                """
                \(done) values were sealed again; everything is sealed with the key data-\(keys.current) now.
                Print a new recovery sheet: aalo key sheet
                """)
        }

        /// The key of a rotation that was broken off, or a new one.
        private func next(_ configuration: Configuration) throws -> ClinicKeys {
            let folder = KeyFolder(configuration.keyFolder)
            guard let keys = try folder.keys(for: configuration.database) else {
                throw ValidationError("There are no keys in \(folder.path), and so nothing to rotate.")
            }
            let isOpen = try Store.inspect(configuration.database) { db in
                try KeyRegister.verify(keys, db, database: configuration.database, folder: folder.path)
                return try KeyRotation.isUnfinished(to: keys, db)
            }
            return isOpen == true ? keys : try folder.makeNext(after: keys)
        }
    }

    private static func check(_ found: [KeyName: ClinicKeys.Key], _ configuration: Configuration) throws {
        let folder = configuration.keyFolder
        guard let keys = ClinicKeys(found) else {
            throw ValidationError("At least index, audit and one data key are needed; nothing was written.")
        }
        _ = try Store.inspect(configuration.database) { db in
            try KeyRegister.verify(keys, db, database: configuration.database, folder: folder)
        }
    }

    static func explained<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as KeyError { throw ValidationError(error.description) }
    }
}
