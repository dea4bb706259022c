import Dispatch
import Foundation
import GRDB
import Storage
import Testing

@Suite("Readers")
struct ReaderTests {
    private struct Refused: Error {}

    @Test("A read sees every change whose answer came before it")
    func readsWhatWasAnswered() throws {
        try withStore { store, _ in
            try store.withReader { reader in
                for count in 1...50 {
                    try store.insert("\(count)")
                    try #expect(reader.read { try $0.countVisits() } == count)
                }
            }
        }
    }

    @Test("One read is one snapshot, whatever is committed meanwhile")
    func snapshot() throws {
        try withStore { store, _ in
            try store.withReader { reader in
                let counts = try reader.read { db in
                    let before = try db.countVisits()
                    try store.insert("meanwhile")
                    return [before, try db.countVisits()]
                }
                #expect(counts == [0, 0])
                try #expect(reader.read { try $0.countVisits() } == 1)
            }
        }
    }

    @Test("A reader cannot write")
    func readOnly() throws {
        try withStore { store, _ in
            try store.withReader { reader in
                let error = #expect(throws: DatabaseError.self) {
                    try reader.read { try $0.insertVisit("no") }
                }
                #expect(error?.resultCode == .SQLITE_READONLY)
            }
        }
    }

    @Test("A read that fails, in SQL or above, leaves the reader as good as before")
    func failingReads() throws {
        try withStore { store, _ in
            try store.withReader { reader in
                #expect(throws: Refused.self) { try reader.read { _ in throw Refused() } }
                #expect(throws: DatabaseError.self) { try reader.read { try $0.execute(sql: "SELECT nonsense") } }
                #expect(throws: DatabaseError.self) { try reader.read { try $0.execute(sql: "ROLLBACK") } }
                #expect(throws: DatabaseError.self) {
                    try reader.read { _ in try reader.read { try $0.countVisits() } }
                }
                try store.insert("later")
                for _ in 1...3 { try #expect(reader.read { try $0.countVisits() } == 1) }
            }
        }
    }

    @Test("A cursor that was not read to its end does not hold the next read on an old snapshot")
    func unfinishedCursor() throws {
        try withStore { store, _ in
            for note in ["a", "b", "c"] { try store.insert(note) }
            try store.withReader { reader in
                let first = try reader.read { db in
                    let statement = try db.cachedStatement(sql: "SELECT note FROM visit")
                    return try String.fetchCursor(statement).next()
                }
                #expect(first == "a")
                try store.insert("d")
                try #expect(reader.read { try $0.countVisits() } == 4)
            }
        }
    }

    @Test("Four threads read while one writes, and none sees half a command")
    func readsDuringWrites() throws {
        try withStore { store, _ in
            DispatchQueue.concurrentPerform(iterations: 5) { thread in
                for _ in 0..<100 where thread == 0 {
                    _ = try? store.write { db in
                        try db.insertVisit("one")
                        try db.insertVisit("two")
                    }
                }
                guard thread > 0 else { return }
                let counts = try? store.withReader { reader in
                    try (0..<200).map { _ in try reader.read { try $0.countVisits() } }
                }
                #expect(counts?.count == 200)
                #expect(counts?.allSatisfy { $0.isMultiple(of: 2) } == true)
                #expect(counts == counts?.sorted())
            }
        }
    }

    @Test("The log stays bounded while readers live")
    func boundedLog() throws {
        try withStore { store, folder in
            let note = String(repeating: "x", count: 100_000)
            try store.withReader { reader in
                for count in 1...150 {
                    try store.insert(note)
                    try #expect(reader.read { try $0.countVisits() } == count)
                }
            }
            try #expect(folder.size(of: "clinic.sqlite-wal") < 6_000_000)
        }
    }
}

extension Database {
    fileprivate func countVisits() throws -> Int {
        try Int.fetchOne(cachedStatement(sql: "SELECT count(*) FROM visit")) ?? -1
    }
}
