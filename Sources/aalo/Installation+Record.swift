import Clinic
import GRDB
import Storage
import Vocabulary

extension Installation {
    /// Does one thing in the database, recorded in the audit log as the command's own.
    func record<Value: Sendable>(
        _ command: String, tell: (String) -> Void = Self.tell,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) throws -> Value {
        let folder = AuditFolder(path: try configuration().keyFolder)
        return try withStore(tell: tell) { store in
            let audit = try AuditTrail(store: store, folder: folder)
            defer { audit.stop() }
            return try store.write { db in try audit.recording(command, at: .now(), db) { try body(db) } }
        }
    }
}
