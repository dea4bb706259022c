import Dispatch
import Foundation
import GRDB
import Glibc
import HTTP
import Storage
import Synchronization

/// A thread of the worker's own, with a connection of its own: to open one for each reading cost more than all the rest.
/// The system lets it run after everything that somebody in the clinic waits for.
final class OutboxExecutor: TaskExecutor {
    private let jobs = Jobs()
    private let store: Store

    init(_ store: Store) {
        self.store = store
        let thread = Thread { [jobs] in
            ThreadName.set("shr")
            // On Linux each thread has a priority of its own, and 0 is the one that asks (sched(7)).
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            // A connection that cannot be opened now is opened for each reading, which then says why not.
            do { try store.withReader { jobs.run($0) } } catch { jobs.run(nil) }
        }
        thread.start()
    }

    deinit { jobs.end() }

    /// Nothing more will be asked of it.
    func end() { jobs.end() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.add { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// Only for what runs on this executor.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let reader = jobs.reader else { return try store.withReader { try $0.read(body) } }
        return try reader.read(body)
    }
}

/// What the thread has to do, in the order it came.
private final class Jobs: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var waiting: [Job] = []
        var isOver = false
    }

    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)
    nonisolated(unsafe) private(set) var reader: Reader?  // Set and read on the one thread that runs the jobs.

    func add(_ job: @escaping Job) {
        state.withLock { $0.waiting.append(job) }
        arrived.signal()
    }

    /// What waits is still done.
    func end() {
        state.withLock { $0.isOver = true }
        arrived.signal()
    }

    func run(_ reader: Reader?) {
        self.reader = reader
        defer { self.reader = nil }
        while true {
            arrived.wait()
            let (jobs, isOver) = state.withLock { state in
                defer { state.waiting = [] }
                return (state.waiting, state.isOver)
            }
            for job in jobs { job() }
            if isOver { return }
        }
    }
}
