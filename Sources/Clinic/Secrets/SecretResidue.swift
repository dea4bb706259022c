import GRDB

/// What was written before it was sealed lies in pages that nobody uses any more, until the file is written anew.
package enum SecretResidue {
    package static func isThere(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM secret_residue") ?? false
    }

    /// Writes the whole file anew, and the log into it. Not inside a transaction; broken off, it is done again.
    package static func remove(_ db: Database) throws {
        try db.execute(sql: "VACUUM")
        try db.checkpoint(.truncate)
        try db.execute(sql: "DELETE FROM secret_residue")
    }
}
