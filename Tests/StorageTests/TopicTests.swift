import Foundation
import GRDB
import Storage
import Testing

@Suite("Topics")
struct TopicTests {
    private static let queue = Topic("queue", tables: ["token", "call"])
    private static let patients = Topic("patients", tables: ["patient"])
    private static let everything = Topic("everything", tables: ["token", "patient"])

    private static let schema = Migration(
        name: "0001_clinic.sql",
        sql: """
            CREATE TABLE patient (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            CREATE TABLE token (
                number INTEGER PRIMARY KEY,
                patient INTEGER REFERENCES patient ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE call (id INTEGER PRIMARY KEY) STRICT;
            CREATE TABLE summons (id INTEGER PRIMARY KEY) STRICT;
            CREATE TRIGGER summon AFTER INSERT ON summons BEGIN INSERT INTO call VALUES (new.id); END;
            CREATE VIEW waiting AS SELECT number FROM token;
            CREATE TRIGGER join_queue INSTEAD OF INSERT ON waiting BEGIN INSERT INTO token VALUES (new.number, NULL); END;
            CREATE TABLE audit (id INTEGER PRIMARY KEY) STRICT;
            INSERT INTO patient VALUES (1, 'Rahima'), (2, 'Karim');
            INSERT INTO token VALUES (1, 1), (2, 2);
            INSERT INTO call VALUES (1), (2);
            """)

    private func withTopics(_ body: (Store) throws -> Void) throws {
        try withStore([Self.schema], topics: [Self.queue, Self.patients, Self.everything]) { store, _ in
            try body(store)
        }
    }

    private func versions(_ store: Store) -> [UInt64] {
        [Self.queue, Self.patients, Self.everything].map(store.topics.version)
    }

    @Test(
        "A committed change makes a new version of the topics of its table, and of no others",
        arguments: [
            ("INSERT INTO patient (name) VALUES ('Salma')", [1, 2, 2]),
            ("UPDATE call SET id = 9 WHERE id = 1", [2, 1, 1]),
            ("INSERT INTO token VALUES (3, 2)", [2, 1, 2]),
            ("UPDATE token SET patient = 2 WHERE number = 1", [2, 1, 2]),
            ("DELETE FROM token WHERE number = 1", [2, 1, 2]),
            ("DELETE FROM token", [2, 1, 2]),
            ("DELETE FROM call", [2, 1, 1]),
            ("INSERT OR REPLACE INTO token VALUES (1, 2)", [2, 1, 2]),
            ("INSERT INTO token VALUES (1, 2) ON CONFLICT DO UPDATE SET patient = 2", [2, 1, 2]),
            ("INSERT INTO call VALUES (7) RETURNING id", [2, 1, 1]),
            ("INSERT INTO summons VALUES (8)", [2, 1, 1]),
            ("INSERT INTO waiting VALUES (9)", [2, 1, 2]),
            ("DELETE FROM patient WHERE id = 1", [2, 2, 2]),
            ("INSERT INTO audit VALUES (1)", [1, 1, 1]),
            ("SELECT * FROM token", [1, 1, 1]),
            ("DELETE FROM token WHERE number = 99", [1, 1, 1]),
            ("INSERT OR IGNORE INTO token VALUES (1, 2)", [1, 1, 1]),
        ] as [(String, [UInt64])])
    func versions(sql: String, expected: [UInt64]) throws {
        try withTopics { store in
            #expect(versions(store) == [1, 1, 1])
            try store.write { try $0.execute(sql: sql) }
            #expect(versions(store) == expected)
        }
    }

    @Test("The same cached statement makes a new version each time")
    func cachedStatement() throws {
        try withTopics { store in
            for expected in UInt64(2)...5 {
                try store.write { db in
                    try db.cachedStatement(sql: "INSERT INTO call DEFAULT VALUES").execute()
                }
                #expect(store.topics.version(of: Self.queue) == expected)
            }
        }
    }

    @Test("What one commit changed is not told again after the next")
    func eachCommitForItself() throws {
        try withTopics { store in
            try store.write { try $0.execute(sql: "INSERT INTO call VALUES (40)") }
            try store.write { try $0.execute(sql: "INSERT INTO patient VALUES (40, 'Salma')") }
            #expect(versions(store) == [2, 2, 2])
        }
    }

    @Test("A row that comes back from a statement was a change too")
    func returning() throws {
        try withTopics { store in
            let id = try store.write { try Int.fetchOne($0, sql: "INSERT INTO call VALUES (40) RETURNING id") }
            #expect(id == 40)
            #expect(versions(store) == [2, 1, 1])
        }
    }

    @Test("A command that was undone makes no new version, whatever its neighbours in the batch do")
    func rolledBack() throws {
        struct Refused: Error {}
        try withTopics { store in
            let log = Log()
            let gate = store.hold()
            store.submit { db in
                try db.execute(sql: "DELETE FROM token")
                throw Refused()
            } then: { _ in
                log.add("undone")
            }
            store.submit {
                try $0.execute(sql: "UPDATE patient SET name = 'Salma' WHERE id = 1")
            } then: { _ in
                log.add("kept")
            }
            gate.signal()
            #expect(log.wait(for: 2) == ["undone", "kept"])
            #expect(versions(store) == [1, 2, 2])
        }
    }

    @Test("A batch makes one new version, known before its answers are released")
    func oneVersionPerBatch() throws {
        try withTopics { store in
            let log = Log()
            store.topics.observe { changed in log.add("changed \(changed.map(\.name).sorted())") }
            let gate = store.hold()
            for number in 1...3 {
                store.submit {
                    try $0.execute(sql: "INSERT INTO call DEFAULT VALUES")
                } then: { [topics = store.topics] _ in
                    log.add("answer \(number) at version \(topics.version(of: Self.queue))")
                }
            }
            gate.signal()
            #expect(
                log.wait(for: 4) == [
                    "changed [\"queue\"]", "answer 1 at version 2", "answer 2 at version 2", "answer 3 at version 2",
                ])
        }
    }

    @Test("A commit that changed nothing calls no observer")
    func noObserver() throws {
        try withTopics { store in
            let log = Log()
            store.topics.observe { _ in log.add("changed") }
            try store.write { try $0.execute(sql: "INSERT INTO audit VALUES (1)") }
            try store.write { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM token") }
            #expect(log.all == [])
        }
    }

    @Test("A topic that names a table the schema lacks is refused, for its answers would never become stale")
    func unknownTable() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try Store(
            path: folder.path("clinic.sqlite"), topics: [Topic("queue", tables: ["token", "tokens", "patient"])])
        #expect(throws: StoreError.unknownTables(["tokens"])) { try store.migrate([Self.schema]) }
    }

    @Test("Migrations that change a topic's tables leave the versions at their start")
    func migrationsDoNotCount() throws {
        try withTopics { #expect(versions($0) == [1, 1, 1]) }
    }
}
