import Dispatch
import GRDB
import Storage
import Synchronization
import Vocabulary

/// The log as the running server has it. A command is recorded in its own transaction and is in the log or was not done.
/// What was read, and what was refused, waits here for a second and goes to the writer together: a crash or a power cut
/// loses that second's, a stop of the server nothing. While the disk is full it waits on.
package final class AuditTrail: Sendable {
    /// How long a read may wait, in milliseconds.
    private static let patience = 1_000
    /// How often the end of the log is written down outside of the database, in seconds.
    private static let headInterval = Duration.seconds(3)
    /// What one command of the writer records, so that other commands come between.
    private static let batch = 256
    /// Beyond this, with the disk full all the while, the oldest are told apart no longer.
    private static let most = 65_536

    private struct State {
        var buffer = AuditBuffer()
        var seen = SeenLists()
        var isScheduled = false
        var headWritten = ContinuousClock.now - .seconds(60)
    }

    let log: AuditLog
    private let store: Store
    private let heads: AuditHeads
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "aalo.audit")

    /// The store has been migrated. Makes the key of a clinic that has recorded nothing yet.
    /// - Throws: `AuditError`; GRDB's `DatabaseError`.
    package init(store: Store, folder: AuditFolder) throws {
        self.store = store
        heads = AuditHeads(file: folder.headsFile)
        let isEmpty = try store.withReader { [heads] reader in
            try reader.read { db in
                try heads.keepWhatIsLost(db)
                return try db.first("SELECT 1 FROM audit_event WHERE sequence > 0") { _ in true } == nil
            }
        }
        if isEmpty { try folder.makeKey() }
        log = AuditLog(seal: try AuditSeal(key: try folder.auditKey()))
    }

    /// Takes note of a read or a refusal. From any thread; it is written within about a second.
    func hear(_ event: AuditEvent, at instant: Instant) {
        let (waits, isFull) = state.withLock { state in
            state.buffer.add(event, at: instant)
            return (schedule(&state), state.buffer.count >= AuditBuffer.limit && state.buffer.count < Self.most)
        }
        if waits { later() }
        if isFull { flush() }
    }

    /// Whether somebody sees a list for the first time in this minute, on whichever loop.
    func isNew(to actor: Actor, _ route: Int32, at instant: Instant) -> Bool {
        state.withLock { $0.seen.isNew(route, actor, at: instant) }
    }

    /// Does what a command on the server itself is asked for, and records it.
    package func recording<Value>(
        _ command: String, at instant: Instant, _ db: Database, _ body: () throws -> Value
    ) throws -> Value {
        try log.recording(at: instant, db, body) { _ in
            AuditEvent(action: .execute, route: command, agent: .program)
        }
    }

    /// After a command was recorded: the end of the log has moved.
    func moved() {
        if state.withLock({ schedule(&$0) }) { later() }
    }

    /// Whether somebody has to see to it that what waits is written.
    private func schedule(_ state: inout State) -> Bool {
        defer { state.isScheduled = true }
        return !state.isScheduled
    }

    private func later() {
        queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [weak self] in self?.flush() }
    }

    /// Hands what waits to the writer.
    package func flush() {
        let (events, writesHead) = state.withLock { state in
            let isDue = ContinuousClock.now - state.headWritten >= Self.headInterval
            if isDue { state.headWritten = .now }
            // Until the end is written down as well, somebody has to come back.
            state.isScheduled = !isDue
            return (state.buffer.take(), isDue)
        }
        if !writesHead { later() }
        for start in stride(from: 0, to: events.count, by: Self.batch) {
            submit(Array(events[start..<min(start + Self.batch, events.count)]))
        }
        if writesHead { writeHead() }
    }

    private func submit(_ events: [(event: AuditEvent, at: Instant)]) {
        store.submit { [log] db in
            for (event, instant) in events { try log.record(event, at: instant, db) }
        } then: { [weak self] result in
            guard case .failure(let error) = result, error as? StoreError != .stopped else { return }
            for (event, instant) in events { self?.hear(event, at: instant) }
        }
    }

    /// Of what is committed: the answer comes after the commit.
    private func writeHead() {
        store.submit { [log] db in
            try log.head(db)
        } then: { [heads, queue] result in
            if case .success(let head) = result { queue.async { heads.write(head) } }
        }
    }

    /// Writes what waits and where the log ends. Before the store is stopped.
    package func stop() {
        let events = state.withLock { state in
            state.isScheduled = true
            return state.buffer.take()
        }
        let head = try? store.write { [log] db in
            for (event, instant) in events { try log.record(event, at: instant, db) }
            return try log.head(db)
        }
        if let head { queue.sync { heads.write(head) } }
    }
}
