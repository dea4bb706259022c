import Foundation
import GRDB
import Storage
import Testing

@Suite("Migrations")
final class MigrationTests {
    private let folder: Folder
    private let staff = Migration(
        name: "0001_staff.sql", sql: "CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;")
    private let roles = Migration(
        name: "0002_role.sql",
        sql: "ALTER TABLE staff ADD COLUMN role TEXT; INSERT INTO staff VALUES (1, 'Mina', NULL);")
    private let shifts = Migration(
        name: "0003_shift.sql", sql: "CREATE TABLE shift (staff INTEGER NOT NULL REFERENCES staff) STRICT;")

    init() throws {
        folder = try Folder()
    }

    deinit {
        folder.remove()
    }

    private func migrate(_ migrations: [Migration]) throws {
        var options = StoreOptions()
        options.program = "aalo 1.2"
        try Store(path: folder.path("clinic.sqlite"), options: options).migrate(migrations)
    }

    private func read<T>(_ body: (Database) throws -> T) throws -> T {
        try DatabaseQueue(path: folder.path("clinic.sqlite")).read(body)
    }

    private func applied() throws -> [String] {
        try read { try String.fetchAll($0, sql: "SELECT name FROM migration ORDER BY number") }
    }

    @Test("They are applied in order, once, and the database says when and by which program")
    func appliedInOrder() throws {
        try migrate([staff, roles])
        try migrate([staff, roles])
        try migrate([staff, roles, shifts])
        try #expect(applied() == ["0001_staff.sql", "0002_role.sql", "0003_shift.sql"])
        try read { db in
            let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM migration WHERE number = 2"))
            #expect(row["checksum"] == roles.checksum)
            #expect(row["program"] == "aalo 1.2")
            let appliedAt: String = row["applied_at"]
            #expect(appliedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            try #expect(String.fetchAll(db, sql: "SELECT name FROM staff") == ["Mina"])
        }
    }

    @Test("One that was edited after it was applied is refused, and nothing else is applied")
    func edited() throws {
        try migrate([staff])
        let edited = Migration(name: staff.name, sql: staff.sql + "\n")
        #expect(throws: MigrationError.edited("0001_staff.sql")) { try migrate([edited, roles]) }
        try #expect(applied() == ["0001_staff.sql"])
    }

    @Test("A database with migrations the program does not know is refused")
    func newerDatabase() throws {
        try migrate([staff, roles, shifts])
        #expect(throws: MigrationError.newerDatabase(unknown: ["0002_role.sql", "0003_shift.sql"])) {
            try migrate([staff])
        }
    }

    @Test("Another migration under the same number is refused")
    func renamed() throws {
        try migrate([staff])
        let other = Migration(name: "0001_people.sql", sql: staff.sql)
        #expect(throws: MigrationError.renamed(applied: "0001_staff.sql", given: "0001_people.sql")) {
            try migrate([other])
        }
    }

    @Test("A database that skipped one is refused")
    func skipped() throws {
        try migrate([staff, roles, shifts])
        try DatabaseQueue(path: folder.path("clinic.sqlite")).inDatabase {
            try $0.execute(sql: "DELETE FROM migration WHERE number = 2")
        }
        #expect(throws: MigrationError.skipped("0002_role.sql")) { try migrate([staff, roles, shifts]) }
    }

    @Test("One that fails half-way leaves nothing behind, and those before it stay")
    func halfFailed() throws {
        let broken = Migration(
            name: "0002_broken.sql",
            sql: "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);")
        let error = #expect(throws: MigrationError.self) { try migrate([staff, broken, shifts]) }
        #expect(error?.description.contains("0002_broken.sql failed") == true)
        #expect(error?.description.contains("no such table: nowhere") == true)
        try #expect(applied() == ["0001_staff.sql"])
        try #expect(read { try $0.tableExists("half") } == false)
        try migrate([staff, roles])
        try #expect(applied() == ["0001_staff.sql", "0002_role.sql"])
    }

    @Test("One that leaves a row without its parent is undone")
    func foreignKeys() throws {
        let orphan = Migration(
            name: "0002_orphan.sql",
            sql: "CREATE TABLE shift (staff INTEGER REFERENCES staff) STRICT; INSERT INTO shift VALUES (77);")
        let error = #expect(throws: MigrationError.self) { try migrate([staff, orphan]) }
        #expect(error?.description.contains("FOREIGN KEY") == true)
        try #expect(read { try $0.tableExists("shift") } == false)
    }

    @Test("A table that others refer to can be rebuilt")
    func rebuild() throws {
        let rebuild = Migration(
            name: "0004_rebuild.sql",
            sql: """
                INSERT INTO shift VALUES (1);
                CREATE TABLE new_staff (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), role TEXT) STRICT;
                INSERT INTO new_staff SELECT * FROM staff;
                DROP TABLE staff;
                ALTER TABLE new_staff RENAME TO staff;
                """)
        try migrate([staff, roles, shifts, rebuild])
        try #expect(read { try Int.fetchOne($0, sql: "SELECT count(*) FROM shift JOIN staff ON staff = id") } == 1)
    }

    @Test("Triggers with semicolons, and comments with quotes, are understood")
    func triggers() throws {
        let trigger = Migration(
            name: "0002_guard.sql",
            sql: """
                -- a patient's staff; don't split here
                CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL DEFAULT 'a;b') STRICT;
                CREATE TRIGGER copy AFTER INSERT ON staff BEGIN
                    INSERT INTO note (words) VALUES ('one; two');
                    INSERT INTO note (id) VALUES (NULL);
                END;
                /* ; */
                INSERT INTO staff VALUES (5, 'Jahan');
                """)
        try migrate([staff, trigger])
        try #expect(read { try String.fetchAll($0, sql: "SELECT words FROM note ORDER BY id") } == ["one; two", "a;b"])
    }

    @Test("A table that is not STRICT is refused")
    func strict() throws {
        let lax = Migration(name: "0001_lax.sql", sql: "CREATE TABLE lax (id INTEGER PRIMARY KEY);")
        let error = #expect(throws: MigrationError.self) { try migrate([lax]) }
        #expect(error?.description.contains("not STRICT: lax") == true)
        try #expect(applied() == [])
    }

    @Test("A full-text index, whose tables cannot be STRICT, is allowed")
    func fullText() throws {
        try migrate([staff, Migration(name: "0002_find.sql", sql: "CREATE VIRTUAL TABLE find USING fts5 (name);")])
        try #expect(applied().count == 2)
    }

    @Test(
        "What would let one command spoil the commit of others is refused",
        arguments: [
            ("CREATE TABLE a (b REFERENCES a DEFERRABLE\n  INITIALLY deferred) STRICT", "INITIALLY DEFERRED"),
            ("CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT raise ( rollback, 'no'); END", "RAISE(ROLLBACK)"),
            ("CREATE TABLE a (b TEXT UNIQUE ON CONFLICT ROLLBACK) STRICT", "ON CONFLICT ROLLBACK"),
            ("CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE OR ROLLBACK a SET b = 1; END", "OR ROLLBACK"),
        ])
    func forbidden(sql: String, phrase: String) throws {
        #expect(throws: MigrationError.forbidden("0001_bad.sql", phrase: phrase)) {
            try migrate([Migration(name: "0001_bad.sql", sql: sql)])
        }
    }

    @Test("The checksum is the SHA-256 of the text")
    func checksum() {
        #expect(
            Migration(name: "0001_abc.sql", sql: "abc").checksum
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("A folder's files are read by number, and what is not SQL is left alone")
    func load() throws {
        for migration in [shifts, staff, roles] { try folder.write(migration.sql, to: migration.name) }
        try folder.write("Read me", to: "README.md")
        let loaded = try Migration.load(from: folder.url)
        #expect(loaded.map(\.name) == [staff, roles, shifts].map(\.name))
        #expect(loaded.map(\.checksum) == [staff, roles, shifts].map(\.checksum))
    }

    @Test(
        "Files that are misnamed, doubled or missing are refused",
        arguments: [
            (["0001_staff.sql", "2_role.sql"], MigrationError.misnamed("2_role.sql")),
            (["0001_Staff.sql"], .misnamed("0001_Staff.sql")),
            (["0001_a.sql", "0001_b.sql"], .duplicate("0001_b.sql")),
            (["0001_a.sql", "0003_c.sql"], .missing(number: 2)),
            (["0002_b.sql"], .missing(number: 1)),
            (["0000_zero.sql"], .duplicate("0000_zero.sql")),
        ])
    func refusedFiles(names: [String], expected: MigrationError) throws {
        for name in names { try folder.write("SELECT 1;", to: name) }
        #expect(throws: expected) { try Migration.load(from: folder.url) }
        #expect(throws: expected) { try migrate(names.map { Migration(name: $0, sql: "SELECT 1") }) }
    }

    @Test("A folder that is not there is named in the error")
    func missingFolder() {
        #expect(throws: MigrationError.unreadable("/nowhere/at/all")) {
            try Migration.load(from: URL(filePath: "/nowhere/at/all"))
        }
    }
}
