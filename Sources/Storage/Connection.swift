import CSQLite
import Foundation
import GRDB
import Glibc

/// Opens connections with the settings that the records' safety rests on.
enum Connection {
    /// The one connection that writes. Creates the file, for its owner's eyes only, when there is none.
    static func writer(path: String, options: StoreOptions) throws -> DatabaseQueue {
        _ = withoutMemoryStatistics
        try createPrivateFile(path)
        let queue = try DatabaseQueue(path: path, configuration: configuration("writer", options))
        try queue.writeWithoutTransaction { db in
            try configure(db, options)
            try verify(db)
        }
        return queue
    }

    static func reader(path: String, options: StoreOptions) throws -> DatabaseQueue {
        var configuration = configuration("reader", options)
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// SQLite counts every allocation under one mutex for the whole process, on which all threads then meet. Nobody
    /// reads the count. Must come before SQLite's first use (https://www.sqlite.org/c3ref/c_config_covering_index_scan.html).
    private static let withoutMemoryStatistics = aalo_sqlite3_config_memstatus(0)

    private static func configuration(_ label: String, _ options: StoreOptions) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(options.busyTimeout)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try options.prepare?(db)
        }
        return configuration
    }

    /// SQLite gives the log and its index the mode of the file. An existing file is not opened here: closing it would
    /// drop the locks that other connections of this process hold on it (fcntl(2)).
    private static func createPrivateFile(_ path: String) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST || chmod(path, 0o600) != 0 {
            throw StoreError.unopenable("\(path): \(String(cString: strerror(errno)))")
        }
    }

    /// `synchronous` comes after opening, as GRDB and SQLite both have occasions to lower it. `recursive_triggers` lets
    /// a trigger that forbids deletion see the row an `INSERT OR REPLACE` deletes. `temp_store` stays as it is: what a
    /// statement may have to undo is kept in one piece of memory, and only what is large in a file.
    private static func configure(_ db: Database, _ options: StoreOptions) throws {
        try db.execute(
            sql: """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA recursive_triggers = ON;
                PRAGMA journal_size_limit = \(options.journalSizeLimit);
                """)
    }

    static func verify(_ db: Database) throws {
        try expect("journal_mode", "wal", db)
        try expect("synchronous", "2", db)
        try expect("foreign_keys", "1", db)
        try expect("recursive_triggers", "1", db)
        try expect("trusted_schema", "0", db)
    }

    private static func expect(_ pragma: String, _ expected: String, _ db: Database) throws {
        let value = try DatabaseValue.fetchOne(db, sql: "PRAGMA \(pragma)")
        guard let text = value.flatMap(String.init(databaseValue:)), text == expected else {
            throw StoreError.unopenable("\(pragma) is \(value?.description ?? "unknown") and must be \(expected)")
        }
    }
}

extension String {
    fileprivate init?(databaseValue: DatabaseValue) {
        guard let text = String.fromDatabaseValue(databaseValue) ?? Int64.fromDatabaseValue(databaseValue)?.description
        else { return nil }
        self = text
    }
}
