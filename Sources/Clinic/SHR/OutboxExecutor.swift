import Dispatch
import HTTP

/// A thread of the worker's own: it reads the database and waits for nobody's turn but its own.
final class OutboxExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "aalo.outbox")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in
            ThreadName.set("shr")
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
