import Dispatch
import Foundation
import GRDB
import Storage
import Testing

@Suite("A full disk", .enabled(if: SmallDisk.isPermitted, "mounting a tmpfs needs root"))
struct DiskFullTests {
    private let page = String(repeating: "x", count: 4_000)

    @Test("Commands are refused while the disk is full and succeed when it is not; reads never stop")
    func fullAndFreed() throws {
        try withSmallDisk { disk, store in
            try store.withReader { reader in
                let acknowledged = try fill(store, disk)
                try #expect(reader.read { try notes($0) } == acknowledged)
                disk.free()
                try store.insert("after")
                try #expect(reader.read { try notes($0) } == acknowledged + ["after"])
                try #expect(reader.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
            }
            #expect(store.statistics.failedCommits > 0)
        }
    }

    /// Writes until refused three times; gives what was acknowledged.
    private func fill(_ store: Store, _ disk: SmallDisk) throws -> [String] {
        try disk.fill(leaving: 200_000)
        var acknowledged: [String] = []
        var refusals = 0
        while refusals < 3 {
            let note = "\(acknowledged.count) \(page)"
            let result = Result { try store.insert(note) }
            if case .success = result {
                acknowledged.append(note)
            } else {
                #expect(isUnavailable(result))
                refusals += 1
            }
            try #require(acknowledged.count < 1_000)
        }
        #expect(acknowledged.count > 0)
        return acknowledged
    }

    @Test("When a batch does not fit, all of its commands are refused and none is kept")
    func wholeBatch() throws {
        try withSmallDisk { disk, store in
            try disk.fill(leaving: 100_000)
            let log = Log()
            let gate = store.hold()
            for number in 1...100 {
                let note = "\(number) \(page)"
                store.submit {
                    try $0.insertVisit(note)
                } then: { result in
                    log.add(isUnavailable(result) ? "unavailable" : "kept")
                }
            }
            gate.signal()
            #expect(log.wait(for: 100) == Array(repeating: "unavailable", count: 100))
            try #expect(store.notes() == [])
            disk.free()
            try store.insert("after")
            try #expect(store.notes() == ["after"])
        }
    }

    @Test("A command that overflows the disk by itself, and swallows the error, misleads nobody in its batch")
    func swallowedError() throws {
        try withSmallDisk { disk, store in
            let log = Log()
            let gate = store.hold()
            for note in ["first", "greedy", "last"] {
                store.submit { db in
                    if note == "greedy" { try? overflow(db) }
                    try db.insertVisit(note)
                } then: { result in
                    log.add(isUnavailable(result) ? "" : note)
                }
            }
            gate.signal()
            try #expect(store.notes() == log.wait(for: 3).filter { !$0.isEmpty })
            try store.insert("after")
            try #expect(store.notes().last == "after")
        }
    }

    /// More than the page cache holds, so that the log is written before the commit.
    private func overflow(_ db: Database) throws {
        for _ in 0..<2_000 { try db.insertVisit(page) }
    }

    private func notes(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT note FROM visit ORDER BY id")
    }

    private func withSmallDisk(_ body: (SmallDisk, Store) throws -> Void) throws {
        let disk = try SmallDisk()
        let store = try Store(path: disk.path("clinic.sqlite"))
        try store.migrate([visits])
        store.start()
        defer { store.stop() }
        try body(disk, store)
    }
}
