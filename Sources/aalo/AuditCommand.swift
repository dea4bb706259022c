import ArgumentParser
import Clinic
import Foundation
import Storage

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did and saw what.", subcommands: [Verify.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the whole log and say which rows are not as they were written. Exits with 1 if any is.",
            discussion: """
                Needs the key folder, changes nothing, and may run while the server does. The end of the \
                log is written down outside of the database every few seconds: rows of the last seconds can be cut \
                off unseen.
                """)

        @OptionGroup var installation: Installation

        func run() throws {
            let configuration = try installation.configuration()
            let database = configuration.database
            guard FileManager.default.fileExists(atPath: database) else {
                throw ValidationError("There is no database \(database).")
            }
            let begun = ContinuousClock.now
            let report = try Self.report(database, AuditFolder(path: configuration.keyFolder))
            for finding in report.findings { print("\(finding).") }
            if report.more > 0 { print("… and \(report.more) more.") }
            let seconds = (ContinuousClock.now - begun) / .seconds(1)
            let count = report.findings.count + report.more
            print("\(report.rows) rows read in \(String(format: "%.1f", seconds)) s; \(Self.words(count)).")
            if !report.isWhole { throw ExitCode(1) }
        }

        /// The ends are read before the log, which a running server goes on with.
        private static func report(_ database: String, _ folder: AuditFolder) throws -> AuditReport {
            let heads = AuditVerification.heads(of: folder)
            let store = try Store(path: database)
            defer { store.stop() }
            do {
                return try store.withReader { reader in
                    try reader.read { db in try AuditVerification.run(folder, heads, db) }
                }
            } catch let error as AuditError { throw ValidationError(error.description) }
        }

        private static func words(_ findings: Int) -> String {
            findings == 0 ? "all are as they were written" : "\(findings) finding\(findings == 1 ? "" : "s")"
        }
    }
}
