import GRDB

/// How a store is opened.
package struct StoreOptions: Sendable {
    /// The most commands that share one commit.
    package var batchLimit = 256
    /// The most commands that may wait when another one comes that may be refused.
    package var queueLimit = 2_048
    /// How long to wait for another process that holds the database's lock, in seconds.
    package var busyTimeout = 5.0
    /// What the write-ahead log is cut back to after a checkpoint that emptied it, in bytes.
    package var journalSizeLimit = 16 << 20
    /// The name and version of the program, kept with each migration it applies.
    package var program = "aalo"
    /// Called for each connection when it is opened, before anything is asked of it: for functions of SQL.
    package var prepare: (@Sendable (Database) throws -> Void)?

    package init() {}
}
