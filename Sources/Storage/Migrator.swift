import GRDB

/// Brings a database's schema up to the program's.
struct Migrator {
    private let db: Database
    private let program: String

    init(_ db: Database, program: String) {
        self.db = db
        self.program = program
    }

    func apply(_ migrations: [Migration]) throws {
        try Migration.checkNumbers(migrations)
        try createTable()
        let applied = try Applied.fetchAll(db)
        try compare(applied, with: migrations)
        try applyAll(migrations.dropFirst(applied.count))
    }

    private func createTable() throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS migration (
                    number INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    checksum TEXT NOT NULL,
                    applied_at TEXT NOT NULL,
                    program TEXT NOT NULL
                ) STRICT
                """)
    }

    private func compare(_ applied: [Applied], with migrations: [Migration]) throws {
        let unknown = applied.filter { $0.number > migrations.count }
        guard unknown.isEmpty else { throw MigrationError.newerDatabase(unknown: unknown.map(\.name)) }
        for (applied, migration) in zip(applied, migrations) {
            try compare(applied, with: migration)
        }
    }

    private func compare(_ applied: Applied, with migration: Migration) throws {
        guard applied.number == migration.number else { throw MigrationError.skipped(migration.name) }
        guard applied.name == migration.name else {
            throw MigrationError.renamed(applied: applied.name, given: migration.name)
        }
        guard applied.checksum == migration.checksum else { throw MigrationError.edited(migration.name) }
    }

    /// Foreign keys cannot be switched inside a transaction, and a table others refer to cannot be rebuilt with them on
    /// (https://www.sqlite.org/lang_altertable.html#otheralter).
    private func applyAll(_ migrations: ArraySlice<Migration>) throws {
        guard !migrations.isEmpty else { return }
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        let outcome = Result { try migrations.forEach(apply) }
        try db.execute(sql: "PRAGMA foreign_keys = ON")
        try outcome.get()
    }

    private func apply(_ migration: Migration) throws {
        try refuseForbidden(migration)
        do {
            try db.inTransaction(.immediate) {
                try db.execute(sql: migration.sql)
                try requireStrictTables()
                try db.checkForeignKeys()
                try record(migration)
                return .commit
            }
        } catch {
            throw MigrationError.failed(migration.name, message: "\(error)")
        }
    }

    /// A deferred constraint is judged at COMMIT, and a ROLLBACK from a trigger or a conflict ends the transaction: both
    /// would fail every command that shares the commit.
    private func refuseForbidden(_ migration: Migration) throws {
        let forbidden = [
            "INITIALLY DEFERRED": /INITIALLY\s+DEFERRED/,
            "RAISE(ROLLBACK)": /RAISE\s*\(\s*ROLLBACK/,
            "ON CONFLICT ROLLBACK": /ON\s+CONFLICT\s+ROLLBACK/,
            "OR ROLLBACK": /\bOR\s+ROLLBACK/,
        ]
        for (phrase, pattern) in forbidden where migration.sql.contains(pattern.ignoresCase()) {
            throw MigrationError.forbidden(migration.name, phrase: phrase)
        }
    }

    private func requireStrictTables() throws {
        let lax = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'
                """)
        guard lax.isEmpty else { throw NotStrict(tables: lax) }
    }

    private func record(_ migration: Migration) throws {
        try db.execute(
            sql: """
                INSERT INTO migration (number, name, checksum, applied_at, program)
                VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'), ?)
                """,
            arguments: [migration.number, migration.name, migration.checksum, program])
    }
}

/// A row of the migration table.
private struct Applied {
    let number: Int
    let name: String
    let checksum: String

    static func fetchAll(_ db: Database) throws -> [Applied] {
        try Row.fetchAll(db, sql: "SELECT number, name, checksum FROM migration ORDER BY number").map { row in
            Applied(number: row[0], name: row[1], checksum: row[2])
        }
    }
}

private struct NotStrict: Error, CustomStringConvertible {
    let tables: [String]
    var description: String { "these tables are not STRICT: \(tables.joined(separator: ", "))" }
}
