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
enum DayReport {
    private static let header = "serial,service,priority,standing,stage,state,room,entered,serving,ended\r\n"

    /// The entries of a day are found by their ids, which are made as they are entered: no index has their tokens once
    /// they have ended.
    static func tokens(_ day: Day) -> Document {
        let (first, next) = (ID<QueueEntry>.first(at: day.start), ID<QueueEntry>.first(at: day.adding(days: 1).start))
        return Document(contentType: .csv, fileName: "tokens-\(day).csv") { db, output in
            try output.write(header)
            try db.each(
                """
                WITH entry AS MATERIALIZED (SELECT * FROM queue_entry WHERE id >= ?2 AND id < ?3)
                SELECT token.serial, visit.service, visit.priority, coalesce(visit_closure.kind, 'open'), entry.stage,
                    entry.state, entry.room, entry.entered_at, entry.serving_at, entry.ended_at
                FROM token JOIN visit ON visit.id = token.visit_id
                LEFT JOIN visit_closure ON visit_closure.visit_id = visit.id
                LEFT JOIN entry ON entry.token_id = token.id
                WHERE token.day = ?1 ORDER BY token.serial, entry.entered_at
                """, [day, first, next]
            ) { row in try output.write(line(row)) }
        }
    }

    private static func line(_ row: Row) -> String {
        let words = (1...6).map { (row[$0] as String?) ?? "" }
        let times = (7...9).map { row.optionalInstant($0)?.timestamp ?? "" }
        return CSVLine.text([String(row[0] as Int)] + words + times)
    }
}
