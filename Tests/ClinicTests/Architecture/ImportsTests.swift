import Testing

/// The layers inside a feature's folder are its imports. The compiler keeps a file to what it imports; this keeps the
/// imports: records and operations know neither HTTP nor HTML, pages and routes do.
@Suite struct ImportsTests {
    @Test func aFileImportsOnlyWhatItsRoleMay() throws {
        let files = try SourceTree.clinic()
        #expect(files.count > 50)
        #expect(Self.violations(files) == [])
    }

    @Test func aPlantedImportIsFound() throws {
        let planted = SourceTree.File(path: "Reception/Desk.swift", text: "import GRDB\nimport HTTP\n")
        #expect(Self.violations([planted]) == ["Reception/Desk.swift imports HTTP"])
        let page = SourceTree.File(path: "Queue/BoardPages.swift", text: "import HTML\nimport COpenSSL\n")
        #expect(Self.violations([page]) == ["Queue/BoardPages.swift imports COpenSSL"])
    }

    static func violations(_ files: [SourceTree.File]) -> [String] {
        files.flatMap { file in
            imports(file.text).subtracting(allowed(file)).sorted().map { "\(file.path) imports \($0)" }
        }
    }

    private static func imports(_ text: String) -> Set<String> {
        Set(text.matches(of: /(?m)^(?:@testable )?import (\w+)/).map { String($0.1) })
    }

    private static let everywhere: Set = ["Foundation", "Vocabulary"]

    static func allowed(_ file: SourceTree.File) -> Set<String> {
        if let special = exceptions[file.path] { return special }
        if file.name.hasSuffix("Resource") { return everywhere.union(["FHIR", "GRDB"]) }
        if file.path.hasPrefix("App/Rows/") { return everywhere.union(["CSQLite", "GRDB"]) }
        switch file.folder {
        case "App":
            return everywhere.union(["Dispatch", "GRDB", "HTML", "HTTP", "Logging", "Storage", "Synchronization"])
        case "Facility": return everywhere.union(["HTTP", "Synchronization"])
        default: break
        }
        if ["Feature", "Routes", "Pages", "Page"].contains(where: file.name.hasSuffix) {
            return everywhere.union(["GRDB", "HTML", "HTTP", "Storage"])
        }
        if pages.contains(where: file.name.hasSuffix) { return everywhere.union(["HTML", "HTTP"]) }
        return everywhere.union(["GRDB"])
    }

    /// Parts of pages, by their suffix.
    private static let pages = ["Form", "Row", "Card", "Line", "Notice", "Slip"]

    /// What speaks to a C library, or gives a state its JSON form, and says so here.
    private static let exceptions: [String: Set<String>] = [
        "Staff/Secret.swift": everywhere.union(["COpenSSL"]),
        "Staff/Password.swift": everywhere.union(["COpenSSL"]),
        "Staff/TOTP.swift": everywhere.union(["COpenSSL"]),
        "Staff/SessionActivity.swift": everywhere.union(["Synchronization"]),
        "Staff/SignInFailures.swift": everywhere.union(["Synchronization"]),
        "Staff/Credentials.swift": everywhere.union(["GRDB", "HTTP"]),
        "Devices/ClientRate.swift": everywhere.union(["Synchronization"]),
        "Secrets/Cipher.swift": everywhere.union(["COpenSSL"]),
        "Secrets/BlindIndex.swift": everywhere.union(["COpenSSL"]),
        "Secrets/RecoveryCode.swift": everywhere.union(["COpenSSL"]),
        "Secrets/SecretFunctions.swift": everywhere.union(["CSQLite", "GRDB"]),
        "Secrets/KeyFolder.swift": everywhere.union(["Glibc"]),
        "Secrets/KeyRotation.swift": everywhere.union(["GRDB", "Storage"]),
        "App/QRCode.swift": everywhere.union(["CQREncode", "HTML"]),
        "Reception/DayReport.swift": everywhere.union(["GRDB", "HTTP"]),
        "Display/DisplayState.swift": everywhere.union(["GRDB", "HTTP"]),
        "Queue/Board.swift": everywhere.union(["GRDB", "HTTP"]),
        "Encounters/EncounterTransaction.swift": everywhere.union(["FHIR", "GRDB"]),
        "Audit/AuditFolder.swift": everywhere.union(["Glibc"]),
        "Audit/AuditSeal.swift": everywhere.union(["COpenSSL", "Synchronization"]),
        "Audit/AuditEncoding.swift": everywhere.union(["CSQLite", "GRDB"]),
        "Audit/AuditVerification.swift": everywhere.union(["CSQLite", "GRDB"]),
        "Audit/AuditDocument.swift": everywhere.union(["GRDB", "HTTP"]),
        "Audit/AuditHeads.swift": everywhere.union(["GRDB", "Synchronization"]),
        "Audit/AuditTrail.swift": everywhere.union(["Dispatch", "GRDB", "Storage", "Synchronization"]),
        "Audit/Disclosure.swift": everywhere.union(["Synchronization"]),
        "Audit/RecordedCall.swift": everywhere.union(["GRDB", "HTTP"]),
        "SHR/Transmission.swift": everywhere.union(["FHIR", "FoundationNetworking"]),
        "SHR/AccessTokens.swift": everywhere.union(["FoundationNetworking"]),
        "SHR/Peer.swift": everywhere.union(["Dispatch", "FoundationNetworking", "Synchronization"]),
        "SHR/OutboxWorker.swift": everywhere.union(["Dispatch", "GRDB", "Logging", "Storage", "Synchronization"]),
        "SHR/OutboxExecutor.swift": everywhere.union([
            "Dispatch", "GRDB", "Glibc", "HTTP", "Storage", "Synchronization",
        ]),
        "SHR/Lane.swift": everywhere.union(["Synchronization"]),
        "SHR/Bell.swift": everywhere.union(["Dispatch", "Synchronization"]),
    ]
}
