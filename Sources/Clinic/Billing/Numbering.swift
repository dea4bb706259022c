import GRDB
import Vocabulary

/// Numbers that count from one each month of the clinic: KAR-2611-000123, KAR-R-2611-000045. Gapless, because the next
/// is decided in the transaction that uses it and there is one writer; never reused, because nothing is deleted.
enum Numbering {
    struct Number {
        let month: String
        let serial: Int
        let text: String
    }

    static func invoice(_ act: Act, _ db: Database) throws -> Number {
        try next(after: "SELECT max(serial) FROM invoice WHERE month = ?", series: "", act, db)
    }

    static func receipt(_ act: Act, _ db: Database) throws -> Number {
        try next(after: "SELECT max(serial) FROM payment WHERE month = ?", series: "R-", act, db)
    }

    private static func next(after last: String, series: String, _ act: Act, _ db: Database) throws -> Number {
        let month = String(act.day.description.prefix(7))
        let last = try db.first(last, [month]) { $0[0] as Int? }
        let serial = ((last ?? nil) ?? 0) + 1
        let digits = String(serial)
        let padding = String(repeating: "0", count: max(0, 6 - digits.count))
        let yearAndMonth = month.dropFirst(2).filter { $0 != "-" }
        let prefix = act.site.configuration.invoicePrefix
        return Number(month: month, serial: serial, text: "\(prefix)-\(series)\(yearAndMonth)-\(padding)\(digits)")
    }
}
