import Foundation
import GRDB
import Storage
import Testing

@testable import Clinic

/// A row of the log as a test looks at it.
struct LogRow: Equatable {
    let sequence: Int
    let action: String
    let route: String
    let outcome: String
    let agent: String
    let agentID: String?
    let address: String?
    let patient: String?
    let entity: String?
    let entityID: String?
    let shown: Int?
    let purpose: String?
    let changes: Int
}

extension TestClinic {
    /// What was recorded, without what the test's clinic wrote past the program when it was made.
    func log() throws -> [LogRow] {
        app.audit.flush()
        return try store.write { db in
            try GRDB.Row.fetchAll(
                db, sql: "SELECT * FROM audit_event WHERE route <> 'outside the program' ORDER BY sequence"
            ).map { row in
                LogRow(
                    sequence: row["sequence"], action: row["action"], route: row["route"], outcome: row["outcome"],
                    agent: row["agent"], agentID: row["agent_id"], address: row["address"], patient: row["patient_id"],
                    entity: row["entity"], entityID: row["entity_id"], shown: row["shown"], purpose: row["purpose"],
                    changes: row["changes"])
            }
        }
    }

    /// The rows of one route.
    func log(_ route: String) throws -> [LogRow] { try log().filter { $0.route == route } }

    func staffID(_ userName: String) throws -> String {
        try store.write { db in
            try String.fetchOne(db, sql: "SELECT id FROM staff WHERE user_name = ?", arguments: [userName]) ?? "-"
        }
    }

    /// What a change says, as "entity before > after".
    func changes() throws -> [String] {
        try store.write { db in
            try GRDB.Row.fetchAll(db, sql: "SELECT entity, before, after FROM audit_change ORDER BY id").map { row in
                "\(row["entity"] as String) \(row["before"] as String? ?? "-") > \(row["after"] as String? ?? "-")"
            }
        }
    }
}

/// A log in a file of its own, with the clinic closed: somebody has it for themselves.
struct ClosedLog {
    let path: String

    /// Twelve tokens were issued, and before them the clinic was made: thirteen rows.
    static let rows = 13

    static func with(_ body: (ClosedLog) throws -> Void) throws {
        let log = ClosedLog(path: NSTemporaryDirectory() + "aalo-log-\(UUID().uuidString).sqlite")
        defer {
            for end in ["", "-wal", "-shm", ".keys"] { try? FileManager.default.removeItem(atPath: log.path + end) }
        }
        try log.issueTokens(12)
        try body(log)
    }

    func issueTokens(_ count: Int) throws {
        try TestClinic.open(at: path) { clinic in
            for _ in 0..<count { _ = clinic.receive() }
        }
    }

    /// As with the sqlite3 shell, whose first step is to take away what protects the log.
    func tamper(_ sql: String, dropping: Bool = true) throws {
        let queue = try DatabaseQueue(path: path, configuration: .patient)
        try queue.writeWithoutTransaction { db in
            if dropping {
                for name in ["audit_event", "audit_change"] {
                    try db.execute(
                        sql:
                            "DROP TRIGGER IF EXISTS \(name)_is_never_changed; DROP TRIGGER IF EXISTS \(name)_is_never_deleted"
                    )
                }
            }
            try db.execute(sql: sql)
        }
        try queue.close()
    }

    func verify() throws -> AuditReport {
        let folder = AuditFolder(beside: path)
        let heads = AuditVerification.heads(of: folder)
        let store = try Store(path: path)
        defer { store.stop() }
        return try store.withReader { reader in
            try reader.read { db in try AuditVerification.run(folder, heads, db) }
        }
    }

    /// What is found besides the missing triggers.
    func findings(after sql: String) throws -> [AuditFinding] {
        try tamper(sql)
        let findings = try verify().findings
        let unprotected = findings.filter { if case .unprotected = $0 { true } else { false } }
        #expect(unprotected.count == 4)
        return findings.filter { !unprotected.contains($0) }
    }
}
