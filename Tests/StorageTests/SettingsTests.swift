import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Settings of the database")
struct SettingsTests {
    @Test(
        "The writer has the settings that the records' safety rests on",
        arguments: [
            ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("trusted_schema", "0"),
            ("recursive_triggers", "1"), ("busy_timeout", "5000"), ("journal_size_limit", "16777216"),
        ])
    func writerSettings(pragma: String, expected: String) throws {
        try withStore { store, _ in
            let value = try store.write { db in
                try Row.fetchOne(db, sql: "PRAGMA \(pragma)").map { "\($0[0] as DatabaseValue)" }
            }
            #expect(value?.replacing("\"", with: "") == expected)
        }
    }

    @Test("Foreign keys are on again after migrations, which run without")
    func foreignKeysAfterMigrating() throws {
        try withStore { store, _ in
            let foreignKeys = try store.write { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") }
            #expect(foreignKeys == 1)
        }
    }

    @Test("A connection that would lose commits at a power cut is refused")
    func synchronousIsReadBack() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let queue = try Connection.writer(path: folder.path("clinic.sqlite"), options: StoreOptions())
        try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
        #expect(throws: StoreError.unopenable("synchronous is 1 and must be 2")) {
            try queue.inDatabase { try Connection.verify($0) }
        }
    }

    @Test("Only the owner may read the file, its log and its index")
    func fileMode() throws {
        try withStore { store, folder in
            try store.insert("fever")
            for name in ["clinic.sqlite", "clinic.sqlite-wal", "clinic.sqlite-shm"] {
                try #expect(folder.mode(of: name) == 0o600, "\(name)")
            }
        }
    }

    @Test("An existing file that others could read is closed to them")
    func existingFileMode() throws {
        let folder = try Folder()
        defer { folder.remove() }
        try folder.write("", to: "clinic.sqlite")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path("clinic.sqlite"))
        _ = try Store(path: folder.path("clinic.sqlite"))
        try #expect(folder.mode(of: "clinic.sqlite") == 0o600)
    }

    @Test("A folder that does not exist is named in the error")
    func missingFolder() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let path = folder.path("nowhere/clinic.sqlite")
        #expect(throws: StoreError.unopenable("\(path): No such file or directory")) { try Store(path: path) }
    }

    @Test("A file that is not a database is refused and left as it was")
    func notADatabase() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let text = String(repeating: "This is a letter. ", count: 100)
        try folder.write(text, to: "clinic.sqlite")
        #expect(throws: DatabaseError.self) { try Store(path: folder.path("clinic.sqlite")) }
        try #expect(String(contentsOfFile: folder.path("clinic.sqlite"), encoding: .utf8) == text)
    }

    @Test("An INSERT OR REPLACE cannot delete a row that a trigger protects")
    func replaceFiresDeleteTriggers() throws {
        let audit = Migration(
            name: "0001_audit.sql",
            sql: """
                CREATE TABLE audit (id INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;
                CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
                """)
        try withStore([audit]) { store, _ in
            try store.write { try $0.execute(sql: "INSERT INTO audit VALUES (1, 'signed in')") }
            #expect(throws: DatabaseError.self) {
                try store.write { try $0.execute(sql: "INSERT OR REPLACE INTO audit VALUES (1, 'nothing')") }
            }
        }
    }
}
