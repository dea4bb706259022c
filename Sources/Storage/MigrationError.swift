/// Why the database's schema and the program's migrations cannot be brought together. Nothing was changed by the
/// migration named; those before it stay.
package enum MigrationError: Error, Equatable {
    /// The file's name is not of the form `0001_some_words.sql`.
    case misnamed(String)
    /// The file's number is taken by the one before it.
    case duplicate(String)
    /// The program has no migration of this number, but has later ones.
    case missing(number: Int)
    /// The folder or file cannot be read.
    case unreadable(String)
    /// The file differs from what was applied to this database.
    case edited(String)
    /// Under this number the database has another migration than the program.
    case renamed(applied: String, given: String)
    /// The database has a later migration but not this one.
    case skipped(String)
    /// The database has migrations this program does not know.
    case newerDatabase(unknown: [String])
    /// The SQL contains what must not stand in a schema that shares commits between commands.
    case forbidden(String, phrase: String)
    /// The SQL could not be executed.
    case failed(String, message: String)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .misnamed(let name):
            "The migration \(name) is misnamed. Name it four digits, an underscore, lower-case words: 0001_staff.sql."
        case .duplicate(let name):
            "The migration \(name) has a number that is already taken. Give it the next free number."
        case .missing(let number):
            "Migration number \(number) is missing. Install the program again with all of its migrations."
        case .unreadable(let path):
            "\(path) cannot be read. Check that it exists, is UTF-8 text, and that this account may read it."
        case .edited(let name):
            """
            The migration \(name) was changed after it had been applied to this database. \
            Restore the file as it was, and put the change into a new migration.
            """
        case .renamed(let applied, let given):
            """
            This database was migrated with \(applied), where the program has \(given). \
            It belongs to another edition of the program: use that one, or another database.
            """
        case .skipped(let name):
            """
            This database lacks the migration \(name) but has later ones. \
            Its migration table was tampered with: restore a backup.
            """
        case .newerDatabase(let unknown):
            """
            This database is newer than the program: it has \(unknown.joined(separator: ", ")). \
            Install the program's newer version, or restore a backup from before the upgrade.
            """
        case .forbidden(let name, let phrase):
            """
            The migration \(name) contains \(phrase), which would fail the commands of others. \
            Use RAISE(ABORT), ON CONFLICT ABORT and immediate constraints.
            """
        case .failed(let name, let message):
            """
            The migration \(name) failed and left nothing behind: \(message). \
            The database is as it was before it. Keep a copy of it and send this message to the program's makers.
            """
        }
    }
}
