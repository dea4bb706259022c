import Foundation
import GRDB
import Storage
import Vocabulary

/// Seals everything again under the newest key, a batch at a time. It may be broken off anywhere: each value says which
/// key it needs, and the next run goes on with what is left.
///
/// No server may run meanwhile, as it would know nothing of the new key.
package struct KeyRotation {
    package static let batch = 1_000
    private let store: Store

    package init(_ store: Store) { self.store = store }

    /// Whether a rotation to the newest of these keys was begun and not brought to its end, be it that the database has
    /// not even heard of it.
    package static func isUnfinished(to keys: ClinicKeys, _ db: Database) throws -> Bool {
        guard try KeyRegister.isSealed(db) else { return true }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT NOT EXISTS (
                    SELECT 1 FROM secret_key WHERE kind = 'data' AND number = ? AND rotated_at IS NOT NULL)
                """, arguments: [Int(keys.current)]) ?? true
    }

    /// - Parameter progress: called after each batch with how many values were sealed again, and how many there are to
    ///   be; it may break the work off by throwing.
    /// - Returns: how many values were sealed again.
    @discardableResult
    package func run(
        _ keys: ClinicKeys, at instant: Instant, progress: (_ done: Int, _ of: Int) throws -> Void = { _, _ in }
    ) throws -> Int {
        try store.write { db in try KeyRegister.record(keys, at: instant, db) }
        let total = try count(but: keys.current)
        var done = 0
        for column in SealedColumn.all {
            while true {
                let changed = try reseal(column, but: keys.current)
                done += changed
                if changed == 0 { break }
                try progress(done, total)
            }
        }
        try finish(keys, at: instant)
        return done
    }

    private func count(but current: UInt8) throws -> Int {
        try store.write { db in
            try SealedColumn.all.reduce(0) { sum, column in
                let sql = "SELECT count(*) FROM \(column.table) WHERE \(column.isSealedBefore)"
                return try sum + (Int.fetchOne(db, sql: sql, arguments: [column.mark(current)]) ?? 0)
            }
        }
    }

    private func reseal(_ column: SealedColumn, but current: UInt8) throws -> Int {
        try store.write { db in
            try db.execute(
                sql: """
                    UPDATE \(column.table) SET \(column.column) = resealed(\(column.column), '\(column.place)', \(column.row))
                    WHERE (\(column.key)) IN (
                        SELECT \(column.key) FROM \(column.table) WHERE \(column.isSealedBefore) LIMIT \(Self.batch))
                    """, arguments: [column.mark(current)])
            return db.changesCount
        }
    }

    private func finish(_ keys: ClinicKeys, at instant: Instant) throws {
        try store.write { db in
            try db.execute(
                sql: "UPDATE secret_key SET rotated_at = ? WHERE kind = 'data' AND number = ? AND rotated_at IS NULL",
                arguments: [instant.milliseconds, Int(keys.current)])
        }
    }
}

extension SealedColumn {
    fileprivate var isSealedBefore: String { "substr(\(column), 2, 1) <> ?" }

    fileprivate func mark(_ number: UInt8) -> Data { Data([number]) }
}
