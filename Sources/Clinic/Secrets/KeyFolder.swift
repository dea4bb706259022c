import Foundation
import Glibc

/// The folder with the clinic's keys: a file of 32 bytes for each, for their owner's eyes only.
package struct KeyFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// The keys that are there.
    /// - Throws: `KeyError.malformed`.
    package func read() throws -> [KeyName: ClinicKeys.Key] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return try files.reduce(into: [:]) { keys, file in
            guard let name = KeyName(file) else { return }
            keys[name] = try read(name)
        }
    }

    private func read(_ name: KeyName) throws -> ClinicKeys.Key {
        guard let data = FileManager.default.contents(atPath: file(name)), let key = ClinicKeys.Key(Array(data)) else {
            throw KeyError.malformed(file: file(name))
        }
        return key
    }

    /// Keeps a key. One that is there already stays; another in its place is refused.
    /// - Throws: `KeyError.exists`, `.unwritable`, `.malformed`.
    package func write(_ key: ClinicKeys.Key, as name: KeyName) throws {
        try makeFolder()
        if FileManager.default.fileExists(atPath: file(name)) {
            guard try read(name) == key else { throw KeyError.exists(file: file(name)) }
            return
        }
        try write(key.bytes, to: file(name))
    }

    package func file(_ name: KeyName) -> String { path + "/" + name.description }

    package func makeFolder() throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, chmod(path, 0o700) == 0 else {
            throw KeyError.unwritable(file: path)
        }
    }

    /// There whole or not at all, also after a power cut: written beside, brought to the disk, and put in its place.
    package func write(_ bytes: [UInt8], to file: String) throws {
        let draft = file + ".new"
        let descriptor = open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw KeyError.unwritable(file: file) }
        let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(draft, file) == 0, syncFolder() else { throw KeyError.unwritable(file: file) }
    }

    private func syncFolder() -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}

extension KeyFolder {
    /// The clinic's keys; nil when there are none at all.
    /// - Throws: `KeyError.malformed`, and `.missing` when only some are there.
    package func keys(for database: String) throws -> ClinicKeys? {
        let found = try read()
        if found.allSatisfy({ $0.key == .audit }) { return nil }
        if let keys = ClinicKeys(found) { return keys }
        let hasData = found.contains { $0.key.kind == "data" }
        let needed = ([.index, .audit] + (hasData ? [] : [.data(1)])).filter { found[$0] == nil }
        throw KeyError.missing(database: database, folder: path, needed)
    }

    /// Makes keys for a database that has none; an audit key that is there already stays.
    package func make() throws -> ClinicKeys {
        let audit = try read()[.audit] ?? .random()
        let keys = ClinicKeys(data: [1: .random()], index: .random(), audit: audit)
        guard let keys else { throw KeyError.malformed(file: path) }
        for (name, key) in keys.named { try write(key, as: name) }
        return keys
    }

    /// Makes the data key that comes after the highest.
    /// - Throws: `KeyError.tooManyRotations`, `.unwritable`.
    package func makeNext(after keys: ClinicKeys) throws -> ClinicKeys {
        guard keys.current < .max else { throw KeyError.tooManyRotations }
        let (number, key) = (keys.current + 1, ClinicKeys.Key.random())
        try write(key, as: .data(number))
        return ClinicKeys(
            data: keys.data.merging([number: key]) { old, _ in old }, index: keys.index, audit: keys.audit) ?? keys
    }
}
