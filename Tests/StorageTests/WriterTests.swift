import Dispatch
import Foundation
import GRDB
import Storage
import Testing

@Suite("The writer")
struct WriterTests {
    private struct Refused: Error {}

    @Test("Commands that wait together share one commit")
    func groupCommit() throws {
        try withStore { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...100 {
                store.submit {
                    try $0.insertVisit("\(number)")
                } then: { _ in
                    log.add("\(number)")
                }
            }
            #expect(store.statistics.waiting == 100)
            gate.signal()
            #expect(log.wait(for: 100) == (1...100).map(String.init))
            let statistics = store.statistics
            #expect(statistics.commits == 2)
            #expect(statistics.commands == 101)
            #expect(statistics.largestBatch == 100)
            #expect(statistics.waiting == 0)
            #expect(statistics.lastCommit > .zero)
            try #expect(store.notes() == (1...100).map(String.init))
        }
    }

    @Test("A full queue refuses whom it may refuse, at once, and takes the others")
    func queueLimit() throws {
        var options = StoreOptions()
        options.queueLimit = 3
        try withStore(options: options) { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...5 {
                store.submit(mayRefuse: number != 5) { db in
                    try db.insertVisit("\(number)")
                } then: { (result: Result<Void, any Error>) in
                    switch result {
                    case .success: log.add("\(number) done")
                    case .failure(let error): log.add("\(number) \(error as? StoreError == .busy ? "busy" : "failed")")
                    }
                }
            }
            #expect(log.wait(for: 1) == ["4 busy"])
            gate.signal()
            #expect(log.wait(for: 4) == ["4 busy", "1 done", "2 done", "3 done", "5 done"])
            try #expect(store.notes() == ["1", "2", "3", "5"])
        }
    }

    @Test("How large batches were and how long commits took is counted")
    func distributions() throws {
        try withStore { store, _ in
            for number in 1...3 { try store.write { try $0.insertVisit("\(number)") } }
            let statistics = store.statistics
            #expect(statistics.batchSizes.counts.first == 3)
            #expect(statistics.batchSizes.sum == 3)
            #expect(statistics.commitTimes.counts.reduce(0, +) == 3)
            #expect(statistics.commitTimes.sum > 0)
            #expect(statistics.commitTimes.sum <= statistics.transactionTimes.sum)
        }
    }

    @Test("A batch is bounded, so that the first of many need not wait for the last")
    func batchLimit() throws {
        var options = StoreOptions()
        options.batchLimit = 10
        try withStore(options: options) { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...95 {
                store.submit {
                    try $0.insertVisit("\(number)")
                } then: { _ in
                    log.add("\(number)")
                }
            }
            gate.signal()
            #expect(log.wait(for: 95) == (1...95).map(String.init))
            #expect(store.statistics.commits == 11)
            #expect(store.statistics.largestBatch == 10)
        }
    }

    @Test("When an answer arrives, any other connection sees the row")
    func answersFollowTheCommit() throws {
        try withStore { store, folder in
            let other = try DatabaseQueue(path: folder.path("clinic.sqlite"))
            let log = Log()
            let gate = store.hold()
            for number in 1...20 {
                store.submit { db in
                    try db.insertVisit("\(number)")
                } then: { _ in
                    let seen = try? other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM visit") }
                    log.add("\(seen ?? -1)")
                }
            }
            gate.signal()
            #expect(log.wait(for: 20) == Array(repeating: "20", count: 20))
        }
    }

    @Test("A command that fails is undone alone, and answers keep their order")
    func failureIsAlone() throws {
        try withStore { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...5 {
                store.submit { db in
                    try db.insertVisit("\(number)")
                    if number == 2 { throw Refused() }
                    if number == 4 { try db.execute(sql: "INSERT INTO visit (note) VALUES (NULL)") }
                } then: { result in
                    log.add("\(number) \(describe(result))")
                }
            }
            gate.signal()
            #expect(log.wait(for: 5) == ["1 kept", "2 refused", "3 kept", "4 constraint", "5 kept"])
            try #expect(store.notes() == ["1", "3", "5"])
            #expect(store.statistics.commits == 2)
            #expect(store.statistics.failedCommits == 0)
        }
    }

    private func describe(_ result: Result<Void, any Error>) -> String {
        switch result {
        case .success: "kept"
        case .failure(let error as DatabaseError) where error.resultCode == .SQLITE_CONSTRAINT: "constraint"
        case .failure(is Refused): "refused"
        case .failure(let error): "\(error)"
        }
    }

    @Test("A savepoint inside a command that is left open does not leak into the next command")
    func openSavepoint() throws {
        try withStore { store, _ in
            try store.write { try $0.execute(sql: "SAVEPOINT mine; INSERT INTO visit (note) VALUES ('a')") }
            #expect(throws: Refused.self) {
                try store.write { db in
                    try db.execute(sql: "SAVEPOINT mine; INSERT INTO visit (note) VALUES ('b')")
                    throw Refused()
                }
            }
            try store.insert("c")
            try #expect(store.notes() == ["a", "c"])
        }
    }

    @Test("When the transaction is gone, nobody in the batch is told that a change was kept")
    func lostTransaction() throws {
        try withStore { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...3 {
                store.submit { db in
                    try db.insertVisit("\(number)")
                    guard number == 2 else { return }
                    // As SQLite does by itself at some I/O errors; then goes on as if nothing had happened.
                    try? db.execute(sql: "ROLLBACK")
                    try? db.insertVisit("in autocommit mode")
                } then: { result in
                    log.add(isUnavailable(result) ? "unavailable" : "\(result)")
                }
            }
            gate.signal()
            #expect(log.wait(for: 3) == Array(repeating: "unavailable", count: 3))
            try #expect(store.notes() == [])
            #expect(store.statistics.failedCommits == 1)
            try store.insert("later")
            try #expect(store.notes() == ["later"])
        }
    }

    @Test(
        "A command that the disk fails is unavailable; the others of its batch are kept when the transaction is",
        arguments: [ResultCode.SQLITE_FULL, .SQLITE_IOERR_WRITE, .SQLITE_BUSY_SNAPSHOT, .SQLITE_READONLY_DBMOVED])
    func diskFailsOneCommand(code: ResultCode) throws {
        try withStore { store, _ in
            let log = Log()
            let gate = store.hold()
            for number in 1...3 {
                store.submit { db in
                    try db.insertVisit("\(number)")
                    if number == 2 { throw DatabaseError(resultCode: code, message: "the disk") }
                } then: { result in
                    log.add(isUnavailable(result) ? "unavailable" : "kept")
                }
            }
            gate.signal()
            #expect(log.wait(for: 3) == ["kept", "unavailable", "kept"])
            try #expect(store.notes() == ["1", "3"])
        }
    }

    @Test("While another process holds the lock the writer is unavailable, and then it is not")
    func lockedByAnother() throws {
        var options = StoreOptions()
        options.busyTimeout = 0.01
        try withStore(options: options) { store, folder in
            let other = try DatabaseQueue(path: folder.path("clinic.sqlite"))
            try other.inDatabase { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                let result = Result { try store.insert("too early") }
                #expect(isUnavailable(result))
                try db.execute(sql: "ROLLBACK")
            }
            try store.insert("in time")
            try #expect(store.notes() == ["in time"])
        }
    }

    @Test("Eight threads lose no command and no answer")
    func manyThreads() throws {
        try withStore { store, _ in
            let answered = DispatchGroup()
            let failures = Guarded(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                for number in 0..<1_000 {
                    answered.enter()
                    store.submit { db in
                        try db.insertVisit("\(thread)-\(number)")
                    } then: { result in
                        if case .failure = result { failures.withLock { $0 += 1 } }
                        answered.leave()
                    }
                }
            }
            answered.wait()
            let notes = try store.notes()
            #expect(notes.count == 8_000)
            #expect(Set(notes).count == 8_000)
            #expect(failures.withLock { $0 } == 0)
            #expect(store.statistics.commands == 8_000)
            #expect(store.statistics.commits < 8_000)
        }
    }

    @Test("Blocking writes from many threads each get their own answer")
    func manyBlockingWrites() throws {
        try withStore { store, _ in
            let wrong = Guarded(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                for number in 0..<50 {
                    let expected = thread * 1_000 + number
                    let answer = try? store.write { db in
                        try db.insertVisit("\(expected)")
                        return expected
                    }
                    if answer != expected { wrong.withLock { $0 += 1 } }
                }
            }
            #expect(wrong.withLock { $0 } == 0)
            try #expect(store.notes().count == 400)
        }
    }
}

func isUnavailable<T>(_ result: Result<T, any Error>) -> Bool {
    guard case .failure(StoreError.unavailable) = result else { return false }
    return true
}
