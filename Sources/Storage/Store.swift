import CLinux
import Dispatch
import Foundation
import GRDB
import Glibc
import Synchronization

/// One SQLite file: one thread that writes, and a read-only connection for each thread that reads.
///
/// An acknowledged command survives a power cut: the log is synced before the answer is released
/// (https://www.sqlite.org/pragma.html#pragma_synchronous, FULL in WAL mode). A started store lives until `stop()`.
package final class Store: Sendable {
    private enum Stage {
        case opened, started, stopped
    }

    package let topics: Topics
    private let path: String
    private let options: StoreOptions
    private let connection: DatabaseQueue
    private let writer: Writer
    private let stage = Mutex(Stage.opened)
    /// One that nobody reads with at the moment: to open another means to parse the whole schema again.
    private let idleReader = Mutex<DatabaseQueue?>(nil)
    private let writing = DispatchGroup()

    /// Opens the file at `path`, which is created when there is none (mode 0600, also of an existing one).
    ///
    /// Throws `StoreError.unopenable`, or GRDB's `DatabaseError` when the file is not a database.
    package init(path: String, topics: [Topic] = [], options: StoreOptions = .init()) throws {
        self.path = path
        self.options = options
        self.topics = Topics(topics)
        connection = try Connection.writer(path: path, options: options)
        writer = Writer(topics: self.topics, batchLimit: options.batchLimit)
    }

    /// Applies what has not been applied, in order. Must come before `start()`.
    ///
    /// Throws `MigrationError`, and `StoreError.unknownTables` when a topic names a table the schema then lacks.
    package func migrate(_ migrations: [Migration]) throws {
        precondition(stage.withLock { $0 == .opened }, "migrate() comes before start()")
        try connection.writeWithoutTransaction { db in
            try Migrator(db, program: options.program).apply(migrations)
            try checkTopics(db)
        }
    }

    /// Looks into a file that no store may have been opened on yet; nil when there is none.
    package static func inspect<T>(_ path: String, _ body: (Database) throws -> T) throws -> T? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try Connection.reader(path: path, options: StoreOptions()).read(body)
    }

    /// Runs `body` on the writer's connection, in no transaction, before there is a writer.
    package func beforeStart<T>(_ body: (Database) throws -> T) throws -> T {
        precondition(stage.withLock { $0 == .opened }, "beforeStart() comes before start()")
        return try connection.writeWithoutTransaction(body)
    }

    private func checkTopics(_ db: Database) throws {
        let tables = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
        let unknown = topics.tables.subtracting(tables)
        guard unknown.isEmpty else { throw StoreError.unknownTables(unknown.sorted()) }
    }

    /// Starts the writer's thread.
    package func start() {
        stage.withLock { stage in
            precondition(stage == .opened, "a store is started once")
            stage = .started
        }
        writing.enter()
        let thread = Thread { [connection, writer, writing] in
            pthread_setname_np(pthread_self(), "writer")
            connection.writeWithoutTransaction { writer.run(on: $0) }
            writing.leave()
        }
        thread.start()
    }

    /// Does what waits, empties the log into the file and ends the writer's thread. May be called again, from any
    /// thread but the writer's.
    package func stop() {
        let before = stage.withLock { stage in
            defer { stage = .stopped }
            return stage
        }
        writer.commands.close()
        switch before {
        case .opened: writer.refuseAll(.stopped)
        case .started, .stopped: writing.wait()
        }
        idleReader.withLock { $0 = nil }
    }

    /// Queues a command, from any thread. `command` runs on the writer's thread; when it throws, only its own changes
    /// are undone. It may run twice, the first run being undone with the batch it was in: it changes nothing but the
    /// database. `answer` is called once, on the writer's thread after the commit, and must return at once.
    ///
    /// Failures: what `command` threw; `StoreError.unavailable` when the disk failed (nothing was kept);
    /// `StoreError.stopped`, and `StoreError.busy` for a command that may be refused when too many wait (then `answer`
    /// is called on the caller's thread).
    package func submit<T: Sendable>(
        mayRefuse: Bool = false,
        _ command: @escaping @Sendable (Database) throws -> T,
        then answer: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        let limit = mayRefuse ? options.queueLimit : .max
        if let refusal = writer.commands.append(Command(command, then: answer), limit: limit) {
            answer(.failure(refusal))
        }
    }

    /// Runs a command and waits for its commit. For the command line and tests; never on the writer's thread.
    package func write<T: Sendable>(_ command: @escaping @Sendable (Database) throws -> T) throws -> T {
        guard stage.withLock({ $0 != .opened }) else { throw StoreError.notStarted }
        let outcome = Outcome<T>()
        submit(command) { outcome.settle($0) }
        return try outcome.wait().get()
    }

    /// Lends a read-only connection for the time of `body`, which may be as long as an event loop lives: the reads
    /// inside cost no dispatch. The reader stays on the calling thread.
    package func withReader<T>(_ body: (Reader) throws -> T) throws -> T {
        let connection = try takeIdleReader() ?? Connection.reader(path: path, options: options)
        defer { rest(connection) }
        return try connection.unsafeRead { db in try body(try Reader(db)) }
    }

    private func takeIdleReader() -> DatabaseQueue? {
        idleReader.withLock { idle in
            defer { idle = nil }
            return idle
        }
    }

    private func rest(_ connection: DatabaseQueue) {
        stage.withLock { stage in
            guard stage != .stopped else { return }
            idleReader.withLock { $0 = connection }
        }
    }

    package var statistics: WriterStatistics {
        writer.counters.statistics(waiting: writer.commands.count)
    }
}
