import COpenSSL
import Foundation

/// One step of the schema: a file of plain SQL that never changes once it has landed.
///
/// A migration runs in a transaction with foreign keys off (so that a table can be rebuilt) and checked at its end. It
/// must not contain BEGIN or COMMIT, and its tables are STRICT. What would let one command spoil the batch it is
/// committed with is refused: see `MigrationError.forbidden`.
package struct Migration: Sendable {
    /// The file's name, such as `0001_staff.sql`.
    package let name: String
    package let sql: String
    /// SHA-256 of the SQL's UTF-8 bytes, lower-case hexadecimal.
    package let checksum: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
        checksum = Self.checksum(of: sql)
    }

    /// The migrations of a folder, by number. Files that do not end in `.sql` are left alone.
    ///
    /// Throws `MigrationError.misnamed`, `.missing`, `.duplicate` or `.unreadable`.
    package static func load(from folder: URL) throws -> [Migration] {
        let names = try files(in: folder).filter { $0.hasSuffix(".sql") }.sorted()
        let migrations = try names.map { name in
            Migration(name: name, sql: try text(of: folder.appending(path: name)))
        }
        try checkNumbers(migrations)
        return migrations
    }

    /// 1 and up without a gap, so that "all up to n" says what a database has.
    static func checkNumbers(_ migrations: [Migration]) throws {
        var expected = 1
        for migration in migrations {
            guard let number = migration.number else { throw MigrationError.misnamed(migration.name) }
            guard number >= expected else { throw MigrationError.duplicate(migration.name) }
            guard number == expected else { throw MigrationError.missing(number: expected) }
            expected += 1
        }
    }

    /// Nil when the name is not four digits, `_`, lower-case words, `.sql`.
    var number: Int? {
        guard name.wholeMatch(of: /[0-9]{4}_[a-z_]+\.sql/) != nil else { return nil }
        return Int(name.prefix(4))
    }

    private static func files(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw MigrationError.unreadable(folder.path)
        }
    }

    private static func text(of file: URL) throws -> String {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw MigrationError.unreadable(file.path)
        }
        return text
    }

    private static func checksum(of sql: String) -> String {
        let bytes = Array(sql.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(bytes, bytes.count, &digest)
        return digest.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}
