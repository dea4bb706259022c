import Foundation
import GRDB
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// The keys themselves: where they lie, whether they are the right ones, and how they are exchanged.
@Suite struct KeyTests {
    private static func withFolder(_ body: (KeyFolder) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).keys"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(KeyFolder(path))
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func keysLieInAFolderForTheirOwnersEyesOnly() throws {
        try Self.withFolder { folder in
            try #expect(folder.keys(for: "clinic") == nil)
            let made = try folder.make()
            try #expect(Self.mode(folder.path) == 0o700)
            for (name, _) in made.named { try #expect(Self.mode(folder.file(name)) == 0o600) }
            let read = try #require(try folder.keys(for: "clinic"))
            #expect(read.named.map(\.key) == made.named.map(\.key))
            #expect(Set(made.named.map(\.key.bytes)).count == 3, "and no two are the same")
            let next = try folder.makeNext(after: read)
            #expect(next.current == 2)
            try #expect(folder.keys(for: "clinic")?.data.keys.sorted() == [1, 2])
        }
    }

    @Test func aKeyIsNeverWrittenOverByAnother() throws {
        try Self.withFolder { folder in
            let keys = try folder.make()
            try folder.write(keys.index, as: .index)
            #expect(throws: KeyError.exists(file: folder.file(.index))) { try folder.write(.random(), as: .index) }
            try #expect(folder.read()[.index] == keys.index)
        }
    }

    @Test func aKeyThatIsNoneAndAKeyThatIsNotThereAreNamed() throws {
        try Self.withFolder { folder in
            _ = try folder.make()
            try FileManager.default.removeItem(atPath: folder.file(.index))
            #expect(throws: KeyError.missing(database: "clinic", folder: folder.path, [.index])) {
                try folder.keys(for: "clinic")
            }
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder.file(.index)))
            #expect(throws: KeyError.malformed(file: folder.file(.index))) { try folder.keys(for: "clinic") }
        }
    }

    @Test func theAuditKeyThatIsThereStays() throws {
        try Self.withFolder { folder in
            let audit = ClinicKeys.Key.random()
            try folder.write(audit, as: .audit)
            try #expect(folder.keys(for: "clinic") == nil, "the others are still to be made")
            try #expect(folder.make().audit == audit)
        }
    }

    @Test func aDatabaseKnowsItsKeysAndGivesNoneAway() throws {
        let keys = ClinicKeys.random()
        try Self.withStore(keys) { store, path in
            try store.beforeStart { db in
                try KeyRegister.verify(keys, db, database: "clinic", folder: "keys")
                try #expect(!KeyRegister.isSealed(db))
                try KeyRegister.record(keys, at: .now(), db)
                try #expect(KeyRegister.isSealed(db))
                try KeyRegister.verify(keys, db, database: "clinic", folder: "keys")
                let other = ClinicKeys(data: keys.data, index: .random(), audit: keys.audit)
                #expect(throws: KeyError.wrong(database: "clinic", folder: "keys", [.index])) {
                    try KeyRegister.verify(#require(other), db, database: "clinic", folder: "keys")
                }
                let unrelated = ClinicKeys(data: [2: .random()], index: keys.index, audit: keys.audit)
                #expect(throws: KeyError.missing(database: "clinic", folder: "keys", [.data(1)])) {
                    try KeyRegister.verify(#require(unrelated), db, database: "clinic", folder: "keys")
                }
                try db.checkpoint(.truncate)
            }
            let file = try Data(contentsOf: URL(fileURLWithPath: path))
            for (_, key) in keys.named { #expect(file.range(of: Data(key.bytes)) == nil) }
        }
    }

    private static func withStore(_ keys: ClinicKeys, _ body: (Store, String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        var options = StoreOptions()
        options.prepare = { try SecretFunctions.register(keys, on: $0) }
        let store = try Store(path: path, topics: Topic.all, options: options)
        defer { store.stop() }
        try store.migrate(try Migration.load(from: TestClinic.root.appending(path: "Migrations")))
        try body(store, path)
    }
}

/// Rotation, with the plug pulled in the middle.
extension KeyTests {
    private struct PlugPulled: Error {}

    @Test func aRotationThatWasBrokenOffGoesOn() throws {
        let old = ClinicKeys.random()
        let new = try #require(
            ClinicKeys(data: [1: old.data[1] ?? .random(), 2: .random()], index: old.index, audit: old.audit))
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let patients = 2_500
        try Self.open(path, old) { store in
            try store.beforeStart { try KeyRegister.record(old, at: .now(), $0) }
            store.start()
            try store.write { try Self.addPatients(patients, $0) }
        }
        try Self.open(path, new) { store in
            store.start()
            try #expect(store.write { try !KeyRotation.isUnfinished(to: old, $0) })
            #expect(throws: PlugPulled.self) {
                try KeyRotation(store).run(new, at: .now()) { _, _ in throw PlugPulled() }
            }
            try #expect(store.write { try KeyRotation.isUnfinished(to: new, $0) })
            try #expect(Self.sealed(with: 2, store) == KeyRotation.batch, "one batch was kept")
            try #expect(Self.sealed(with: 1, store) == patients - KeyRotation.batch)
            try Self.expectAllOpen(patients, store)
            var steps: [Int] = []
            let done = try KeyRotation(store).run(new, at: .now()) { done, total in
                #expect(total == patients - KeyRotation.batch)
                steps.append(done)
            }
            #expect(done == patients - KeyRotation.batch && steps == [1_000, 1_500])
            try #expect(Self.sealed(with: 1, store) == 0)
            try #expect(store.write { try !KeyRotation.isUnfinished(to: new, $0) })
            try #expect(KeyRotation(store).run(new, at: .now()) == 0)
        }
        let newest = try #require(ClinicKeys(data: [2: new.data[2] ?? .random()], index: old.index, audit: old.audit))
        try Self.open(path, newest) { store in
            try store.beforeStart { try KeyRegister.verify(newest, $0, database: "", folder: "") }
            store.start()
            try Self.expectAllOpen(patients, store)
        }
        try Self.open(path, old) { store in
            try store.beforeStart { db -> Void in
                #expect(throws: KeyError.missing(database: "", folder: "", [.data(2)])) {
                    try KeyRegister.verify(old, db, database: "", folder: "")
                }
            }
        }
    }

    /// What the schema seals and the list of rotation knows are the same.
    @Test func everySealedColumnIsRotated() throws {
        try TestClinic.open { clinic in
            let columns = try clinic.store.write { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT m.name || '.' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
                        WHERE m.type = 'table' AND c.name LIKE '%\\_sealed' ESCAPE '\\'
                        """)
            }
            let known = SealedColumn.all.map { "\($0.table).\($0.column)" }
            #expect(columns.count >= 6)
            #expect(Set(columns).subtracting(known) == [])
        }
    }

    private static func open(_ path: String, _ keys: ClinicKeys, _ body: (Store) throws -> Void) throws {
        var options = StoreOptions()
        options.prepare = { try SecretFunctions.register(keys, on: $0) }
        let store = try Store(path: path, topics: Topic.all, options: options)
        defer { store.stop() }
        try store.migrate(try Migration.load(from: TestClinic.root.appending(path: "Migrations")))
        try body(store)
    }

    private static func addPatients(_ count: Int, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO staff (id, user_name, name_en, name_bn, created_at)
                VALUES ('01a1fd42-eb7a-7f7a-a550-5053d45d0001', 'old', 'Old', 'পুরোনো', 1)
                """)
        try db.execute(
            sql: """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?),
                    person AS (SELECT printf('01a1fd42-eb7a-7f7a-a550-5053d45%05d', i) AS id,
                        printf('017%08d', i) AS phone FROM n)
                INSERT INTO patient (id, name_en, sex, phone_sealed, phone_tail, search, registered_at, registered_by)
                SELECT id, 'Rahima', 'female', sealed(phone, 'patient.phone', id),
                    blind_index(substr(phone, -4), 'patient.phone.tail'), 'rahima', 1,
                    '01a1fd42-eb7a-7f7a-a550-5053d45d0001' FROM person
                """, arguments: [count])
    }

    private static func sealed(with number: UInt8, _ store: Store) throws -> Int {
        try store.write { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM patient WHERE substr(phone_sealed, 2, 1) = ?",
                arguments: [Data([number])]) ?? -1
        }
    }

    private static func expectAllOpen(_ count: Int, _ store: Store) throws {
        let right = try store.write { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM patient
                    WHERE opened(phone_sealed, 'patient.phone', id) = '017' || printf('%08d', CAST(substr(id, -5) AS INTEGER))
                    """)
        }
        #expect(right == count)
    }
}

/// Keys on paper.
extension KeyTests {
    @Test func aKeyIsTypedOffThePaper() throws {
        for _ in 0..<50 {
            let key = ClinicKeys.Key.random()
            let groups = RecoveryCode.groups(of: key, .data(3))
            #expect(
                groups.count == 8
                    && groups.allSatisfy { $0.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/) != nil })
            try #expect(RecoveryCode.key(groups, .data(3)) == key)
            let careless = groups.joined(separator: " ").lowercased()
                .replacing("0", with: "o").replacing("1", with: "l").replacing("-", with: "")
            try #expect(RecoveryCode.key([careless], .data(3)) == key)
        }
    }

    @Test func aGroupThatIsWrongIsNamed() throws {
        let key = try #require(ClinicKeys.Key(Array(100..<132)))
        let groups = RecoveryCode.groups(of: key, .index)
        for place in groups.indices {
            for letter in 0..<9 where letter != 4 {
                var wrong = Array(groups[place])
                wrong[letter] = wrong[letter] == "7" ? "8" : "7"
                var typed = groups
                typed[place] = String(wrong)
                // One letter in 256 slips through the group's checksum; none of these does.
                #expect(throws: RecoveryCode.Mistake(name: .index, group: place + 1)) {
                    try RecoveryCode.key(typed, .index)
                }
            }
        }
        var swapped = groups
        swapped.swapAt(2, 5)
        #expect(throws: RecoveryCode.Mistake(name: .index, group: 3)) { try RecoveryCode.key(swapped, .index) }
        #expect(throws: RecoveryCode.Mistake.self) { try RecoveryCode.key(groups, .audit) }
        #expect(throws: RecoveryCode.Mistake(name: .index, group: 0)) {
            try RecoveryCode.key(Array(groups.dropLast()), .index)
        }
    }

    @Test(arguments: [
        ("index", true), ("AUDIT", true), ("data-1", true), ("data-255", true), ("data-0", false), ("data-256", false),
        ("data-01", false), ("data-", false), ("data-+1", false), ("index.new", false), ("", false),
    ])
    func aKeyIsKnownByItsName(_ text: String, _ isName: Bool) {
        #expect((KeyName(text) != nil) == isName)
    }
}
