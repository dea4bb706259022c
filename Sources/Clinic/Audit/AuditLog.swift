import GRDB
import Vocabulary

/// Where the log stands: its last row's number and seal.
struct AuditHead: Equatable, Sendable {
    let sequence: Int
    let mac: AuditMAC

    static let empty = AuditHead(sequence: 0, mac: .none)
}

/// The log in the database. What is recorded is recorded in the caller's transaction.
struct AuditLog: Sendable {
    /// The columns that are sealed, in their order; the seal itself follows them.
    static let columns = """
        sequence, recorded, action, route, outcome, agent, agent_id, device_id, address, patient_id, entity, entity_id,
        shown, purpose, changes
        """
    static let columnCount = 15
    private static let insert = """
        INSERT INTO audit_event (\(columns), mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    /// Of a search that showed more, nobody in particular was looked at.
    static let mostShown = 10

    let seal: AuditSeal

    /// Runs a command and records it. What somebody else has changed before, without recording it, is not put down to
    /// whoever comes next.
    func recording<Value>(
        at instant: Instant, _ db: Database, _ command: () throws -> Value, as event: (Value) -> AuditEvent
    ) throws -> Value {
        let head = try closed(at: instant, db)
        let value = try command()
        _ = try append(event(value), at: instant, after: head, db)
        return value
    }

    /// A read, or a refusal.
    func record(_ event: AuditEvent, at instant: Instant, _ db: Database) throws {
        var head = try closed(at: instant, db)
        guard !event.patients.isEmpty, event.patients.count <= Self.mostShown else {
            _ = try append(event, at: instant, after: head, db)
            return
        }
        for patient in event.patients { head = try append(event, of: patient, at: instant, after: head, db) }
    }

    /// The last row, behind which nothing is left that was changed past the program, as with a shell.
    private func closed(at instant: Instant, _ db: Database) throws -> AuditHead {
        let (head, isOpen) = try last(db)
        guard isOpen else { return head }
        let event = AuditEvent(action: .update, route: Self.outside, agent: .nobody)
        return try append(event, at: instant, after: head, db)
    }

    static let outside = "outside the program"

    func head(_ db: Database) throws -> AuditHead { try last(db).head }

    private func last(_ db: Database) throws -> (head: AuditHead, isOpen: Bool) {
        let last = try db.first(
            """
            SELECT sequence, mac, EXISTS (SELECT 1 FROM audit_change WHERE event > sequence) FROM audit_event
            WHERE sequence = (SELECT max(sequence) FROM audit_event)
            """
        ) { row in
            (AuditHead(sequence: row[0], mac: AuditMAC(row[1] as [UInt8]) ?? .none), row[2] as Bool)
        }
        if let last { return last }
        return (.empty, try db.first("SELECT 1 FROM audit_change WHERE event > 0") { _ in true } ?? false)
    }

    private func append(
        _ event: AuditEvent, of patient: String? = nil, at instant: Instant, after head: AuditHead, _ db: Database
    ) throws -> AuditHead {
        let sequence = head.sequence + 1
        let id = try event.entityID.flatMap { try event.entity?.stored($0, db) }
        let (owner, hasChanges) = try look(AuditEntity.lookup(of: event.entity), id, sequence, db)
        let (whose, changes) = (patient ?? owner, hasChanges ? try changes(of: sequence, db) : [])
        let agent =
            event.signsIn && event.outcome == .success && id != nil ? AuditAgent(kind: .staff, id: id) : event.agent
        let purpose = try event.purpose ?? (event.action == .read ? reason(agent, whose, instant, db) : nil)
        let address = event.address.isEmpty ? nil : event.address
        var encoding = AuditEncoding()
        encoding.begin(after: head.mac)
        encoding.add(Int64(sequence))
        encoding.add(instant.milliseconds)
        let words = [
            event.action.rawValue, event.route, event.outcome.rawValue, agent.kind.rawValue, agent.id,
            agent.device, address, whose, event.entity?.rawValue, id,
        ]
        for word in words { encoding.add(word) }
        if let shown = event.shown { encoding.add(Int64(shown)) } else { encoding.add(nil) }
        encoding.add(purpose)
        encoding.add(Int64(changes.count))
        for change in changes { encoding.add(change) }
        let mac = try seal.mac(of: encoding.bytes)
        var arguments: StatementArguments = [sequence, instant]
        arguments += words.map { $0 }
        arguments += [event.shown, purpose, changes.count, mac.bytes]
        try db.run(Self.insert, arguments)
        return AuditHead(sequence: sequence, mac: mac)
    }

    /// Why the record of this patient is open to this person, when it is not theirs to read.
    private func reason(_ agent: AuditAgent, _ patient: String?, _ instant: Instant, _ db: Database) throws -> String? {
        guard agent.kind == .staff, let patient else { return nil }
        return try db.first(
            """
            SELECT reason FROM break_glass WHERE staff_id = ?1 AND patient_id = ?2 AND ends_at > ?3 AND at <= ?3
            ORDER BY ends_at DESC LIMIT 1
            """, [agent.id, patient, instant]
        ) { $0[0] }
    }

    private func look(
        _ lookup: String, _ id: String?, _ sequence: Int, _ db: Database
    ) throws -> (owner: String?, hasChanges: Bool) {
        try db.first(lookup, [id, sequence]) { ($0[0], $0[1]) } ?? (nil, false)
    }

    private func changes(of sequence: Int, _ db: Database) throws -> [AuditChange] {
        try db.list(AuditChange.select, [sequence], { AuditChange(row: $0) })
    }
}

/// What stood in a row before and after.
struct AuditChange: Sendable {
    static let select = "SELECT entity, entity_id, before, after FROM audit_change WHERE event = ? ORDER BY id"

    let entity: String
    let entityID: String
    let before: String?
    let after: String?

    init(row: Row) {
        (entity, entityID, before, after) = (row[0], row[1], row[2], row[3])
    }
}

extension AuditEncoding {
    mutating func add(_ change: AuditChange) {
        for text in [change.entity, change.entityID, change.before, change.after] { add(text) }
    }
}
