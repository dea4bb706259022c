/// Why the store cannot do what it was asked.
package enum StoreError: Error, Equatable {
    /// The database cannot be opened, or does not accept a setting the records' safety rests on.
    case unopenable(String)
    /// The disk or the database's lock failed: nothing of the command was kept, and it may be tried again later.
    case unavailable(String)
    /// Too many commands wait for the writer already: nothing was done, and it may be tried again soon.
    case busy
    /// The command came after `stop()`, or waited when the store was stopped without having been started.
    case stopped
    /// A blocking `write` before `start()` would wait for ever.
    case notStarted
    /// Topics name tables the schema does not have: their answers would never become stale.
    case unknownTables([String])
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unopenable(let reason): "The database cannot be opened: \(reason)."
        case .unavailable(let reason): "The database cannot be written to now: \(reason)."
        case .busy: "Too much waits to be written to the database."
        case .stopped: "The database has been closed for writing."
        case .notStarted: "The database is not open for writing yet."
        case .unknownTables(let tables):
            "Topics depend on tables that do not exist: \(tables.joined(separator: ", "))."
        }
    }
}
