import Foundation

/// What the log's proof needs and the database may not hold: the key, and where the log last ended. It stands beside the
/// database, or wherever who copies the database does not reach.
package struct AuditFolder: Sendable {
    static let keyLength = 32
    package let path: String

    package init(path: String) { self.path = path }

    package init(beside database: String) { path = database + ".keys" }

    package var keyFile: String { path + "/audit" }
    package var headsFile: String { path + "/audit-heads" }

    /// The clinic's audit key.
    /// - Throws: `AuditError.noKey`, `.badKey`.
    package func auditKey() throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: keyFile) else { throw AuditError.noKey(keyFile) }
        guard data.count == Self.keyLength else { throw AuditError.badKey(keyFile) }
        return Array(data)
    }

    /// Makes the key of a log that has nothing in it yet; leaves one that is there.
    /// - Throws: `KeyError.unwritable`.
    package func makeKey() throws {
        guard !FileManager.default.fileExists(atPath: keyFile) else { return }
        let folder = KeyFolder(path)
        try folder.makeFolder()
        try folder.write(Secret.random(Self.keyLength), to: keyFile)
    }
}

/// Why the log cannot be written or proven.
package enum AuditError: Error, Equatable, CustomStringConvertible {
    case noKey(String)
    case badKey(String)
    /// The cryptography library refused; nothing may go on without a proof.
    case unproven

    package var description: String {
        switch self {
        case .noKey(let file):
            """
            The audit key \(file) is missing, and this database has an audit log that was sealed with it. \
            Put the file back from where the clinic keeps its keys. If it is lost for good, put any 32 random bytes \
            there: what was recorded before stays readable but can no longer be proven.
            """
        case .badKey(let file): "The audit key \(file) must be \(AuditFolder.keyLength) bytes long."
        case .unproven: "The system's cryptography library refused to work."
        }
    }
}
