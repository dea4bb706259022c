import Dispatch
import Foundation
import GRDB
import Logging
import Storage
import Synchronization
import Vocabulary

/// Tells the destinations what waits in the outbox: a task on a thread of its own, which reads with a connection of its
/// own, sends with no transaction open, and writes down through the one writer what came of it. Killed between the two,
/// it sends again, which changes nothing at the other side.
package final class OutboxWorker: Sendable {
    package struct Pace: Sendable {
        /// Patients at a time for each destination.
        package var inFlight = 4
        /// Seconds without a byte.
        package var timeout = 30.0
        /// For a destination that is not there; after it one row goes first, to see.
        package var destination = Backoff(first: 1, longest: 60)
        /// For a row that a destination could not take now.
        package var row = Backoff(first: 30, longest: 3600)

        package init() {}
    }

    private let store: Store
    private let site: Site
    private let logger: Logger
    private let pace: Pace
    private let now: @Sendable () -> Instant
    private let executor: OutboxExecutor
    private let lanes: [Lane]
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let ended = DispatchGroup()

    package init(
        store: Store, site: Site, logger: Logger, pace: Pace = Pace(),
        now: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        (self.store, self.site, self.logger, self.pace, self.now) = (store, site, logger, pace, now)
        let executor = OutboxExecutor(store)
        self.executor = executor
        lanes = site.configuration.destinations.map { Lane($0, pace, executor) }
        store.topics.observe { [lanes] topics in
            if topics.contains(.outbox) { for lane in lanes { lane.bell.ring() } }
        }
    }

    package func start() {
        ended.enter()
        let work = Task(executorPreference: executor) { [self] in
            await withDiscardingTaskGroup { group in
                for lane in lanes { group.addTask { await self.serve(lane) } }
            }
            ended.leave()
        }
        task.withLock { $0 = work }
    }

    /// Begins nothing new, gives what is on its way so many seconds, and then breaks it off: it will be sent again.
    package func stop(grace: Double = 5) {
        for lane in lanes { lane.close() }
        if ended.wait(timeout: .now() + grace) == .timedOut {
            task.withLock { $0 }?.cancel()
            for lane in lanes { lane.transmission.close() }
            ended.wait()
        }
        executor.end()
    }

    private func serve(_ lane: Lane) async {
        await withDiscardingTaskGroup { group in
            while !lane.isClosed {
                var pause = 60.0
                do {
                    let heads = try executor.read { try Outbox.heads(lane.destination, limit: 4 * pace.inFlight, $0) }
                    for head in lane.take(heads, at: now()) {
                        group.addTask { await self.deliver(head, lane) }
                    }
                    pause = lane.pause(heads, at: now())
                } catch { report(error, lane) }
                await lane.bell.wait(seconds: pause)
            }
        }
        lane.transmission.close()
    }

    private func deliver(_ head: OutboxHead, _ lane: Lane) async {
        defer { lane.finish(head) }
        do {
            let submission = try executor.read {
                try Submission.assemble(head.sequence, for: lane.destination, site, $0)
            }
            guard let submission else { return }
            var reply = submission.obstacle
            if reply == nil { reply = await lane.transmission.send(submission) }
            guard let reply else { return }
            let due = lane.due(after: reply, head, at: now())
            let at = now()
            try await write { db in
                try Outbox.settle(submission.sequence, revision: submission.revision, reply, at: at, due: due, db)
            }
            log(reply, head, lane)
        } catch {
            lane.fail(at: now())
            report(error, lane)
        }
    }

    private func write(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            store.submit(body) { continuation.resume(with: $0) }
        }
    }

    private func log(_ reply: Reply, _ head: OutboxHead, _ lane: Lane) {
        if reply.outcome == .accepted { return }
        logger.warning(
            "the record was not taken",
            metadata: [
                "destination": "\(lane.destination.name)", "sequence": "\(head.sequence)",
                "outcome": "\(reply.outcome.rawValue)", "status": "\(reply.status ?? 0)",
            ])
    }

    private func report(_ error: any Error, _ lane: Lane) {
        logger.error(
            "the outbox cannot be read or written",
            metadata: ["destination": "\(lane.destination.name)", "error": "\(type(of: error))"])
    }
}
