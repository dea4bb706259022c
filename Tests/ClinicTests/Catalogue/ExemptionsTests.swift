import Foundation
import Testing
import Vocabulary

@testable import Clinic

@Suite struct ExemptionsTests {
    private static let header = "code,name_en,name_bn,percent,manager_above,standing_reason\n"

    private func read(_ text: String) throws -> Exemptions {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try text.write(to: folder.appending(path: "exemptions.csv"), atomically: true, encoding: .utf8)
        return try Exemptions(folder: folder)
    }

    @Test func theShippedClassesAreRead() throws {
        let exemptions = try Exemptions(folder: TestClinic.root.appending(path: "Config/catalogue"))
        #expect(exemptions.all.count == 9)
        #expect(exemptions["GREENCARD"]?.percent == 30...30)
        #expect(exemptions["DISC-STAFF"]?.percent == 1...50)
        #expect(exemptions["DISC-STAFF"]?.withoutManager == 20)
        #expect(exemptions["FREE"]?.standingReason != nil)
        #expect(exemptions["REDCARD"]?.standingReason == nil)
    }

    @Test(arguments: [
        ("A,a,a,,,", 2, "percent"), ("A,a,a,0,,", 2, "percent"), ("A,a,a,101,,", 2, "percent"),
        ("A,a,a,50-20,,", 2, "percent"), ("A,a,a,-5,,", 2, "percent"), ("A,a,a,0-0,,", 2, "percent"),
        ("A,a,a,1-2-3,,", 2, "percent"), ("A,a,a,ten,,", 2, "percent"), ("A,a,a,10,101,", 2, "manager_above"),
        ("A,a,a,10,some,", 2, "manager_above"), ("A,,a,10,,", 2, "name_en"), ("A,a,a,10,,\nA,b,b,20,,", 3, "code"),
        ("A,a,a,10,," + String(repeating: "r", count: 201), 2, "standing_reason"),
    ])
    func aBadRowIsNamed(_ rows: String, _ line: Int, _ column: String) throws {
        let error = #expect(throws: CatalogueError.self) { try read(Self.header + rows + "\n") }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }
}
