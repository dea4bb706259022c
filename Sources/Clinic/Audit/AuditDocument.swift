import GRDB
import HTTP
import Vocabulary

/// The log for a spreadsheet (RFC 4180): ids, no names. Every cell is guarded, for routes and reasons are others' words.
enum AuditDocument {
    private static let header = [
        "sequence", "recorded", "action", "route", "outcome", "agent", "agent_id", "device_id", "address", "patient_id",
        "entity", "entity_id", "shown", "purpose", "changes",
    ]

    static func events(_ filter: AuditFilter, _ act: Act) -> Document {
        let span = filter.span(on: act.day)
        let days = [span.lowerBound, span.upperBound].map { Day(Instant(milliseconds: $0)).description }
        return Document(contentType: .csv, fileName: "audit-\(days[0])-\(days[1]).csv") { db, output in
            try output.write(CSVLine.text(header))
            try AuditRecord.each(filter, limit: .max, act, db) { record in
                try output.write(CSVLine.text(cells(record, try record.changes(db))))
            }
        }
    }

    private static func cells(_ record: AuditRecord, _ changes: [AuditChange]) -> [String] {
        [
            String(record.sequence), record.recorded.timestamp, record.action.rawValue, record.route,
            record.outcome.rawValue, record.agent.rawValue, record.agentID ?? "", record.deviceID ?? "",
            record.address ?? "", record.patient?.description ?? "", record.entity ?? "", record.entityID ?? "",
            record.shown.map(String.init) ?? "", record.purpose ?? "", words(changes),
        ]
    }

    private static func words(_ changes: [AuditChange]) -> String {
        changes.map { "\($0.entity) \($0.entityID): \($0.before ?? "-") > \($0.after ?? "-")" }.joined(separator: "; ")
    }
}
