import Dispatch
import Foundation
import GRDB
import Storage

/// A folder of its own for one test, which removes it at its end.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Again when a connection that is being closed on another thread removed a file first.
    func remove() {
        for _ in 1...100 where FileManager.default.fileExists(atPath: url.path) {
            try? FileManager.default.removeItem(at: url)
        }
    }

    func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    func write(_ text: String, to name: String) throws {
        try text.write(to: url.appending(path: name), atomically: true, encoding: .utf8)
    }

    func size(of name: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path(name)) else { return 0 }
        return try FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int ?? -1
    }

    func mode(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }
}

let visits = Migration(
    name: "0001_visit.sql",
    sql: "CREATE TABLE visit (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;")

/// Runs `body` on a started store with the given schema; stops it afterwards.
func withStore<T>(
    _ migrations: [Migration] = [visits],
    topics: [Topic] = [],
    options: StoreOptions = .init(),
    _ body: (Store, Folder) throws -> T
) throws -> T {
    let folder = try Folder()
    defer { folder.remove() }
    let store = try Store(path: folder.path("clinic.sqlite"), topics: topics, options: options)
    defer { store.stop() }
    try store.migrate(migrations)
    store.start()
    return try body(store, folder)
}

extension Store {
    /// Keeps the writer inside a command until the gate is opened, so that what is submitted meanwhile becomes a batch.
    func hold() -> DispatchSemaphore {
        let gate = DispatchSemaphore(value: 0)
        let entered = DispatchSemaphore(value: 0)
        submit { _ in
            entered.signal()
            gate.wait()
        } then: { _ in
        }
        entered.wait()
        return gate
    }

    func insert(_ note: String) throws {
        try write { try $0.insertVisit(note) }
    }

    func notes() throws -> [String] {
        try withReader { reader in
            try reader.read { try String.fetchAll($0, sql: "SELECT note FROM visit ORDER BY id") }
        }
    }
}

extension Database {
    func insertVisit(_ note: String) throws {
        try cachedStatement(sql: "INSERT INTO visit (note) VALUES (?)").execute(arguments: [note])
    }
}

/// What happened, in order, told by several threads.
final class Log: Sendable {
    private let entries = Guarded<[String]>([])
    private let arrival = DispatchSemaphore(value: 0)

    func add(_ entry: String) {
        entries.withLock { $0.append(entry) }
        arrival.signal()
    }

    /// Waits until `count` entries were added since the last call.
    func wait(for count: Int) -> [String] {
        for _ in 0..<count { arrival.wait() }
        return entries.withLock { $0 }
    }

    var all: [String] { entries.withLock { $0 } }
}
