import Foundation
import GRDB
import Synchronization
import Vocabulary

/// Where the log ends, written down outside of the database, for nothing inside can tell that its last rows are gone. One
/// line for each end, "<sequence> <seal>", the current one first; behind it those that the log once had and has no more:
/// rows were cut off, or an old copy of the database was put in its place.
///
/// It is brought up to date every few seconds: rows that were written after that can be cut off unseen.
final class AuditHeads: Sendable {
    /// Ends that were lost; more say no more.
    private static let mostLost = 50

    private let file: String
    private let lost = Mutex<[AuditHead]>([])
    private let written = Mutex<AuditHead?>(nil)

    init(file: String) { self.file = file }

    /// Nil for a line that is none: somebody wrote it by hand.
    static func read(_ file: String) -> [AuditHead] {
        guard let data = FileManager.default.contents(atPath: file) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap(AuditHead.init(line:))
    }

    /// Before anything is recorded: an end that the log does not have any more is kept for whoever verifies it.
    func keepWhatIsLost(_ db: Database) throws {
        let known = Self.read(file)
        let lost = try known.filter { try !Self.has($0, db) }
        self.lost.withLock { $0 = Array(lost.prefix(Self.mostLost)) }
    }

    static func has(_ head: AuditHead, _ db: Database) throws -> Bool {
        if head == .empty { return true }
        return try db.first("SELECT mac FROM audit_event WHERE sequence = ?", [head.sequence]) { row in
            AuditMAC(row[0] as [UInt8]) == head.mac
        } ?? false
    }

    /// A failure is harmless: the file stays as it was, and the next time comes in seconds.
    func write(_ head: AuditHead) {
        guard written.withLock({ $0 != head }) else { return }
        let lines = ([head] + lost.withLock { $0 }).map(\.line).joined()
        do {
            let folder = KeyFolder(URL(filePath: file).deletingLastPathComponent().path)
            try folder.write(Array(lines.utf8), to: file)
            written.withLock { $0 = head }
        } catch {}
    }
}

extension AuditHead {
    fileprivate var line: String { "\(sequence) \(mac.hexadecimal)\n" }

    fileprivate init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 2, let sequence = Int(words[0]), sequence >= 0 else { return nil }
        let digits = Array(words[1].utf8)
        guard digits.count == 2 * AuditMAC.length else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        guard let mac = AuditMAC(bytes) else { return nil }
        self.init(sequence: sequence, mac: mac)
    }
}
