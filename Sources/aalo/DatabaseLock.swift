import ArgumentParser
import Foundation
import Glibc

/// Held by the one server of a database for as long as it runs: two would each keep answers the other makes stale, and
/// none may change the schema under another. The command line may write beside it. The kernel lets go of it with the process, however that ends (flock(2)).
struct DatabaseLock {
    /// - Throws: `ValidationError` when another server holds the database.
    init(database: String) throws {
        let folder = URL(fileURLWithPath: database).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let descriptor = open(database + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ValidationError("Another aalo serve has the database \(database) open, or its folder is read-only.")
        }
    }
}
