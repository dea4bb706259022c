import GRDB
import Vocabulary

/// One row of the log, with who it speaks of today.
struct AuditRecord: Sendable {
    let sequence: Int
    let recorded: Instant
    let action: AuditAction
    let route: String
    let outcome: AuditEvent.Outcome
    let agent: AuditAgent.Kind
    let agentID: String?
    /// Of a member of staff or a device.
    let agentName: Bilingual?
    let deviceID: String?
    let deviceName: String?
    let address: String?
    let patient: ID<Patient>?
    let patientName: Bilingual?
    let entity: String?
    let entityID: String?
    let shown: Int?
    let purpose: String?
    let changes: Int

    private static let select = """
        SELECT sequence, recorded, action, route, outcome, agent, agent_id, staff.name_en, staff.name_bn,
            audit_event.device_id, device.name, address, audit_event.patient_id,
            coalesce(patient.name_en, patient.name_bn), coalesce(patient.name_bn, patient.name_en),
            entity, entity_id, shown, purpose, changes
        FROM audit_event
        LEFT JOIN staff ON agent = 'staff' AND staff.id = agent_id
        LEFT JOIN device ON device.id = audit_event.device_id
        LEFT JOIN patient ON patient.id = audit_event.patient_id
        """

    init(row: Row) throws {
        sequence = row[0]
        recorded = row.instant(1)
        action = try row.word(2)
        route = row[3]
        outcome = try row.word(4)
        agent = try row.word(5)
        agentID = row[6]
        let device: String? = row[10]
        agentName = row.hasNull(atIndex: 7) ? device.map { Bilingual($0, $0) } : Bilingual(row[7], row[8])
        deviceID = row[9]
        deviceName = device
        address = row[11]
        patient = try row.optionalID(12)
        patientName = row.hasNull(atIndex: 13) ? nil : Bilingual(row[13], row[14])
        (entity, entityID, shown, purpose, changes) = (row[15], row[16], row[17], row[18], row[19])
    }

    /// The newest first, `limit` at most.
    static func all(_ filter: AuditFilter, limit: Int, _ act: Act, _ db: Database) throws -> [AuditRecord] {
        var records: [AuditRecord] = []
        try each(filter, limit: limit, act, db) { records.append($0) }
        return records
    }

    /// Lends one after the other. Only what is named is looked at: a day by its time, a patient by their id.
    static func each(
        _ filter: AuditFilter, limit: Int, _ act: Act, _ db: Database, _ body: (AuditRecord) throws -> Void
    ) throws {
        let span = filter.span(on: act.day)
        var (end, before) = (span.upperBound, Int.max)
        if let cursor = filter.before, let recorded = try recorded(cursor, db), recorded <= end {
            (end, before) = (recorded, cursor)
        }
        try db.each(
            select + """
                 WHERE recorded >= ?1 AND recorded <= ?2 AND (recorded < ?2 OR sequence < ?3)
                AND (?4 IS NULL OR agent_id = ?4) AND (?5 IS NULL OR action = ?5)
                AND (?6 IS NULL OR instr(route, ?6) > 0)
                AND \(filter.patient == nil ? "?7 IS NULL" : "audit_event.patient_id = ?7")
                ORDER BY recorded DESC, sequence DESC LIMIT ?8
                """,
            [
                span.lowerBound, end, before, filter.person, filter.action?.rawValue, filter.route, filter.patient,
                limit,
            ]
        ) { row in try body(try AuditRecord(row: row)) }
    }

    private static func recorded(_ sequence: Int, _ db: Database) throws -> Int64? {
        try db.first("SELECT recorded FROM audit_event WHERE sequence = ?", [sequence]) { $0[0] }
    }

    func changes(_ db: Database) throws -> [AuditChange] {
        guard changes > 0 else { return [] }
        return try db.list(AuditChange.select, [sequence], { AuditChange(row: $0) })
    }
}

/// A page of the log, and where the next begins.
struct AuditPage: Sendable {
    static let rows = 50

    let records: [AuditRecord]
    let changes: [Int: [AuditChange]]
    let next: Int?

    init(_ filter: AuditFilter, rows: Int = AuditPage.rows, _ act: Act, _ db: Database) throws {
        let found = try AuditRecord.all(filter, limit: rows + 1, act, db)
        records = Array(found.prefix(rows))
        next = found.count > rows ? records.last?.sequence : nil
        changes = try records.reduce(into: [:]) { all, record in
            if record.changes > 0 { all[record.sequence] = try record.changes(db) }
        }
    }
}
