import Foundation
import GRDB
import Storage
import Testing

@Suite("Starting and stopping the store")
struct LifeTests {
    @Test("What was submitted before the start is done, and stopping finishes what waits")
    func stopDrains() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try Store(path: folder.path("clinic.sqlite"))
        try store.migrate([visits])
        let log = Log()
        for number in 1...1_000 {
            store.submit {
                try $0.insertVisit("\(number)")
            } then: { _ in
                log.add("\(number)")
            }
        }
        #expect(log.all == [])
        store.start()
        store.stop()
        #expect(log.all == (1...1_000).map(String.init))
        try #expect(store.notes().count == 1_000)
    }

    @Test("After stopping, the log is empty and the records are in the file")
    func stopCheckpoints() throws {
        try withStore { store, folder in
            try store.insert("fever")
            try #expect(folder.size(of: "clinic.sqlite-wal") > 0)
            store.stop()
            try #expect(folder.size(of: "clinic.sqlite-wal") == 0)
            try #expect(store.notes() == ["fever"])
        }
    }

    @Test("A stopped store refuses commands at once, and may be stopped again")
    func stopped() throws {
        try withStore { store, _ in
            store.stop()
            #expect(throws: StoreError.stopped) { try store.insert("late") }
            store.stop()
            let notes = try store.notes()
            #expect(notes == [])
        }
    }

    @Test("Two threads may stop the store, and both return when it has stopped")
    func stoppedTwice() throws {
        try withStore { store, _ in
            let log = Log()
            for number in 1...500 {
                store.submit {
                    try $0.insertVisit("\(number)")
                } then: { _ in
                    log.add("\(number)")
                }
            }
            DispatchQueue.concurrentPerform(iterations: 2) { _ in
                store.stop()
                #expect(log.all.count == 500)
            }
        }
    }

    @Test("Commands of a store that never started are refused when it is stopped")
    func neverStarted() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try Store(path: folder.path("clinic.sqlite"))
        let log = Log()
        store.submit { _ in
        } then: {
            log.add("\($0)")
        }
        #expect(throws: StoreError.notStarted) { try store.write { _ in } }
        store.stop()
        #expect(log.all == ["failure(The database has been closed for writing.)"])
    }

    @Test("The records are there when the store is opened again")
    func reopened() throws {
        let folder = try Folder()
        defer { folder.remove() }
        for note in ["first", "second"] {
            let store = try Store(path: folder.path("clinic.sqlite"))
            try store.migrate([visits])
            store.start()
            try store.insert(note)
            store.stop()
        }
        try #expect(Store(path: folder.path("clinic.sqlite")).notes() == ["first", "second"])
    }
}
