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
    private static let linesPerChunk = 500

    /// The entries of a day are found by their ids, which are made as they are entered: no index has their tokens once
    /// they have ended.
    static func tokens(_ day: Day, _ act: Act, _ db: Database) throws -> Document {
        let (first, next) = (ID<QueueEntry>.first(at: day.start), ID<QueueEntry>.first(at: day.adding(days: 1).start))
        let lines = try db.list(
            """
            WITH entry AS MATERIALIZED (SELECT * FROM queue_entry WHERE id >= ?2 AND id < ?3)
            SELECT token.serial, visit.service, visit.priority, coalesce(visit_closure.kind, 'open'), entry.stage,
                entry.state, entry.room, entry.entered_at, entry.serving_at, entry.ended_at
            FROM token JOIN visit ON visit.id = token.visit_id
            LEFT JOIN visit_closure ON visit_closure.visit_id = visit.id
            LEFT JOIN entry ON entry.token_id = token.id
            WHERE token.day = ?1 ORDER BY token.serial, entry.entered_at
            """, [day, first, next], line)
        let chunks = stride(from: 0, to: lines.count, by: linesPerChunk).map { start in
            Array(lines[start..<min(start + linesPerChunk, lines.count)].joined().utf8)
        }
        return Document(
            contentType: .csv, chunks: [Array(header.utf8)] + chunks, fileName: "tokens-\(day).csv")
    }

    private static func line(_ row: Row) throws -> String {
        let words = (1...6).map { (row[$0] as String?) ?? "" }
        let times = (7...9).map { row.optionalInstant($0)?.timestamp ?? "" }
        return ([String(row[0] as Int)] + words + times).joined(separator: ",") + "\r\n"
    }
}
