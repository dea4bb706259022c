import Clinic
import Foundation
import GRDB
import Glibc
import Storage
import Vocabulary

extension Installation {
    /// Does one thing in the database, recorded in the audit log as the command's own and the machine's user's.
    func record<Value: Sendable>(
        _ command: String, tell: (String) -> Void = Self.tell,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) throws -> Value {
        let folder = AuditFolder(path: try configuration().keyFolder)
        return try withStore(tell: tell) { store in
            let audit = try AuditTrail(store: store, folder: folder)
            defer { audit.stop() }
            return try store.write { db in
                try audit.recording(command, by: MachineUser.name, at: .now(), db) { try body(db) }
            }
        }
    }

    /// Records a command that does nothing in the database, if there is one.
    func recordIfPresent(_ command: String) throws {
        guard FileManager.default.fileExists(atPath: try configuration().database) else { return }
        try record(command) { _ in }
    }
}

/// Who runs a command, as the system knows them.
enum MachineUser {
    /// Behind sudo, who asked for it.
    static var name: String {
        if getuid() == 0, let asked = ProcessInfo.processInfo.environment["SUDO_USER"], !asked.isEmpty {
            return String(asked.prefix(60))
        }
        let known = NSUserName()
        return known.isEmpty ? "number \(getuid())" : String(known.prefix(60))
    }
}
