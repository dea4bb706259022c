import Testing

/// Which folder of the clinic may speak of which: features of services, services of the spine, never the other way, and
/// no feature of another.
@Suite struct ArrowsTests {
    /// From the bottom up; a folder may speak of those on lower floors and of its own, and of `App`.
    static let floors: [Set<String>] = [
        [
            "App", "Secrets", "Audit", "Facility", "Catalogue", "Staff", "Access", "Devices", "Patients", "Visits",
            "Encounters",
        ],
        ["Queue", "Observations"],
        ["Billing"],
        ["Orders"],
        ["SHR"],
        ["Reception", "Registration", "Screening", "Consultation", "Display", "Home", "Trust", "DemoClinic"],
    ]

    @Test func aFolderSpeaksOnlyOfWhatIsBelowIt() throws {
        let files = try SourceTree.clinic()
        #expect(Set(files.map(\.folder)) == Self.floors.reduce(Set()) { $0.union($1) }, "every folder has its floor")
        #expect(Self.violations(files) == [])
    }

    @Test func aPlantedArrowIsFound() throws {
        var files = try SourceTree.clinic()
        files.append(SourceTree.File(path: "Display/Wrong.swift", text: "let slip = Slip.self\n"))
        files.append(SourceTree.File(path: "Queue/Wrong.swift", text: "func f(_ desk: Desk) {}\n"))
        files.append(SourceTree.File(path: "Visits/Wrong.swift", text: "let queue = Queue.self // Slip\n"))
        #expect(
            Self.violations(files) == [
                "Display/Wrong.swift speaks of Reception", "Queue/Wrong.swift speaks of Reception",
                "Visits/Wrong.swift speaks of Queue",
            ])
    }

    static func violations(_ files: [SourceTree.File]) -> [String] {
        let owners = owners(files)
        return files.flatMap { file -> [String] in
            // FHIR has a word for most of what the clinic has a word for.
            let text = SourceTree.code(file.text).replacing(/\bFHIR(\.\w+)+/, with: "")
            let spoken = Set(text.matches(of: /\b[A-Z]\w+/).compactMap { owners[String($0.0)] })
            return spoken.subtracting(allowed(file.folder)).sorted().map { "\(file.path) speaks of \($0)" }
        }
    }

    private static func allowed(_ folder: String) -> Set<String> {
        guard let floor = floors.firstIndex(where: { $0.contains(folder) }) else { return [] }
        let below = floors[..<floor].reduce(Set<String>()) { $0.union($1) }
        return floor == 0 ? floors[0] : below.union([folder])
    }

    /// The folder that declares each type at its top level.
    private static func owners(_ files: [SourceTree.File]) -> [String: String] {
        var owners: [String: String] = [:]
        let declaration = /(?m)^(?:package |final |private |fileprivate )*(?:struct|enum|class|actor|protocol) (\w+)/
        for file in files {
            for match in file.text.matches(of: declaration) { owners[String(match.1)] = file.folder }
        }
        return owners
    }
}
