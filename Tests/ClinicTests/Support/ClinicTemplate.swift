import Clinic
import Foundation
import GRDB
import Storage
import Vocabulary

/// The clinic that a test begins with, made once: the schema, one of each role, and a screen. A test has a copy.
enum ClinicTemplate {
    /// In memory where the system has such a folder: a test's clinic outlives no plug that is pulled.
    static let folder =
        FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm/" : NSTemporaryDirectory()
    private static let migrations = Result {
        try Migration.load(from: TestClinic.root.appending(path: "Migrations"))
    }
    private static let file = Result { try make() }

    static func copy(to path: String) throws { try file.get().write(to: URL(fileURLWithPath: path)) }

    /// A store that is up to date and not started, at a file of any age or none.
    static func migrated(at path: String) throws -> Store {
        var options = StoreOptions()
        options.prepare = { db in try SecretFunctions.register(TestClinic.keys, on: db) }
        let store = try Store(path: path, topics: Topic.all, options: options)
        try store.migrate(try migrations.get())
        return store
    }

    private static func make() throws -> Data {
        let path = folder + "aalo-template-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let store = try migrated(at: path)
        store.start()
        _ = try store.write { db in try furnish(at: TestClinic.morning, db) }
        store.stop()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// One of each role, and a screen, unless they are there.
    static func furnish(at now: Instant, _ db: Database) throws -> ID<Device> {
        for role in Role.allCases { try employ(role, at: now, db) }
        if let id: ID<Device> = try ID.fetchOne(db, sql: "SELECT id FROM device") { return id }
        return try StaffRegister.addDisplay(named: "Display 1", key: "TEST-KEY", at: now, db)
    }

    private static func employ(_ role: Role, at now: Instant, _ db: Database) throws {
        let isThere = "SELECT 1 FROM staff WHERE user_name = ?"
        if try Bool.fetchOne(db, sql: isThere, arguments: [role.rawValue]) == true { return }
        let id = ID<Staff>.new(at: now)
        try db.execute(
            sql: "INSERT INTO staff (id, user_name, name_en, name_bn, created_at) VALUES (?, ?, 'Test', 'পরীক্ষা', ?)",
            arguments: [id, role.rawValue, now])
        try db.execute(sql: "INSERT INTO staff_role VALUES (?, ?)", arguments: [id, role.rawValue])
    }

    static func session(of role: Role) -> String { "session-of-" + role.rawValue }

    /// Sessions made by hand: what a test is about is seldom the hashing of a PIN.
    static func signEverybodyIn(at now: Instant, _ db: Database) throws {
        for role in Role.allCases {
            try db.execute(
                sql: """
                    INSERT INTO session (token_hash, staff_id, cross_site_token, started_at, expires_at)
                    SELECT ?, id, 'form-token', ?, ? FROM staff WHERE user_name = ?
                    ON CONFLICT (token_hash) DO NOTHING
                    """,
                arguments: [
                    Secret.hash(session(of: role)), now, now.adding(seconds: Session.length), role.rawValue,
                ])
        }
    }
}
