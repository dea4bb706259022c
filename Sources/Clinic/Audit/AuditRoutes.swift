import GRDB
import HTTP
import Vocabulary

enum AuditRoutes {
    static let callers = Callers.holding(.readAudit)
    private static let rows = 200

    static func register(_ routes: inout Routes) {
        routes.report("/api/audit", by: callers, about: .audit, "Who did and saw what, the newest first") {
            (asked: AuditFilter, act, db) in OK(try AuditPage(asked, rows: rows, act, db))
        }
        routes.document("/api/audit/events.csv", by: callers, about: .audit, .csv, "The same as CSV, without an end") {
            (asked: AuditFilter, act) in AuditDocument.events(asked, act)
        }
    }
}

extension AuditPage: JSONObject {
    static let properties: [Property<AuditPage>] = [
        .array("events") { page in
            page.records.map { AuditEventView(record: $0, changes: page.changes[$0.sequence] ?? []) }
        },
        .optionalInteger("next") { $0.next },
    ]
}

/// A row of the log with what it changed.
struct AuditEventView: JSONObject {
    let record: AuditRecord
    let changes: [AuditChange]

    static let properties: [Property<AuditEventView>] = [
        .integer("sequence") { $0.record.sequence },
        .instant("recorded") { $0.record.recorded },
        .string("action", oneOf: AuditAction.allCases.map(\.rawValue)) { $0.record.action.rawValue },
        .string("route") { $0.record.route },
        .string("outcome", oneOf: AuditEvent.Outcome.allCases.map(\.rawValue)) { $0.record.outcome.rawValue },
        .string("agent", oneOf: AuditAgent.Kind.allCases.map(\.rawValue)) { $0.record.agent.rawValue },
        .optionalString("agentId") { $0.record.agentID },
        .optionalString("deviceId") { $0.record.deviceID },
        .optionalString("address") { $0.record.address },
        .optionalID("patientId") { $0.record.patient },
        .optionalString("entity") { $0.record.entity },
        .optionalString("entityId") { $0.record.entityID },
        .optionalInteger("shown") { $0.record.shown },
        .optionalString("purpose") { $0.record.purpose },
        .array("changes") { $0.changes },
    ]
}

extension AuditChange: JSONObject {
    static let properties: [Property<AuditChange>] = [
        .string("entity") { $0.entity },
        .string("entityId") { $0.entityID },
        .optionalString("before") { $0.before },
        .optionalString("after") { $0.after },
    ]
}
