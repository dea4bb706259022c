import Foundation
import GRDB
import Vocabulary

/// What the database knows of the keys it is sealed with: which they are, never what.
package enum KeyRegister {
    /// Whether there is a database that cannot be read without its keys.
    package static func isSealed(_ db: Database) throws -> Bool {
        try db.tableExists("secret_key") && Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM secret_key") == true
    }

    /// Whether these are the keys of this database. Keys whose last value was sealed again are not needed any more.
    /// - Throws: `KeyError.missing` or `.wrong`.
    package static func verify(_ keys: ClinicKeys, _ db: Database, database: String, folder: String) throws {
        guard try isSealed(db) else { return }
        let here = Dictionary(keys.named.map { ($0.name, $0.key) }, uniquingKeysWith: { key, _ in key })
        let known = try known(db)
        let missing = known.map(\.name).filter { here[$0] == nil }
        guard missing.isEmpty else { throw KeyError.missing(database: database, folder: folder, missing) }
        let wrong = try known.filter { try here[$0.name]?.checkValue($0.name) != $0.check }.map(\.name)
        guard wrong.isEmpty else { throw KeyError.wrong(database: database, folder: folder, wrong) }
    }

    private static func known(_ db: Database) throws -> [(name: KeyName, check: [UInt8])] {
        try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT kind, number, check_value FROM secret_key
                WHERE kind <> 'data' OR number >= coalesce((
                    SELECT max(number) FROM secret_key WHERE kind = 'data' AND rotated_at IS NOT NULL), 1)
                ORDER BY kind, number
                """
        ).compactMap { row in
            let kind: String = row["kind"]
            let number: Int = row["number"]
            let check: Data = row["check_value"]
            return KeyName(kind == "data" ? "data-\(number)" : kind).map { ($0, Array(check)) }
        }
    }

    /// Writes down which keys seal from now on. With the first data key there is nothing to seal again.
    package static func record(_ keys: ClinicKeys, at instant: Instant, _ db: Database) throws {
        let isNew = try !isSealed(db)
        for (name, key) in keys.named where name.kind != "data" || name.number == keys.current {
            try db.execute(
                sql: """
                    INSERT INTO secret_key (kind, number, check_value, made_at, rotated_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (kind, number) DO NOTHING
                    """,
                arguments: [
                    name.kind, Int(name.number), Data(try key.checkValue(name)), instant.milliseconds,
                    isNew ? instant.milliseconds : nil,
                ])
        }
    }
}
