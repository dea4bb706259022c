import GRDB
import HTTP
import Vocabulary

struct DayQuery: Input {
    let day: Day

    init?(_ fields: inout Fields) {
        guard let day = fields.required("day", Rule.day) else { return nil }
        self.day = day
    }
}

/// A day's tokens for a spreadsheet (RFC 4180): no names, no phones, one line for each stage a token passed.
///
/// Entries have no index by token, which each tap would pay for: those of the day are gathered once, and sorted in
/// temporary files when they are many. Without, each token would read the entries of all days.
enum DayReport {
    private static let header = "serial,service,priority,standing,stage,state,room,entered,serving,ended\r\n"

    static func tokens(_ day: Day) -> Document {
        Document(contentType: .csv, fileName: "tokens-\(day).csv") { db, output in
            try output.write(header)
            try db.each(
                """
                WITH entry AS MATERIALIZED (
                    SELECT token_id, stage, state, room, entered_at, serving_at, ended_at FROM queue_entry
                    WHERE day = ?1)
                SELECT token.serial, visit.service, visit.priority, coalesce(visit_closure.kind, 'open'), entry.stage,
                    entry.state, entry.room, entry.entered_at, entry.serving_at, entry.ended_at
                FROM token JOIN visit ON visit.id = token.visit_id
                LEFT JOIN visit_closure ON visit_closure.visit_id = visit.id
                LEFT JOIN entry ON entry.token_id = token.id
                WHERE token.day = ?1 ORDER BY token.serial, entry.entered_at
                """, [day]
            ) { row in try output.write(line(row)) }
        }
    }

    private static func line(_ row: Row) -> String {
        let words = (1...6).map { (row[$0] as String?) ?? "" }
        let times = (7...9).map { row.optionalInstant($0)?.timestamp ?? "" }
        return ([String(row[0] as Int)] + words + times).joined(separator: ",") + "\r\n"
    }
}
