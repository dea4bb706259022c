import Foundation
import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// Who may call what, written down once more and by hand: whoever widens a permission changes this table too, and
/// reads there what it comes to.
@Suite struct PermissionTableTests {
    @Test func everyRouteLetsInWhomTheTableNames() throws {
        try TestClinic.open { clinic in
            let actual = Self.table(clinic.app.routes)
            let missing = actual.filter { !Self.expected.contains($0) }
            let gone = Self.expected.filter { !actual.contains($0) }
            #expect(missing.isEmpty, "not in the table:\n\(missing.joined(separator: "\n"))")
            #expect(gone.isEmpty, "only in the table:\n\(gone.joined(separator: "\n"))")
        }
    }

    @Test func aPlantedHoleIsFound() throws {
        let careless = Feature(
            name: Bilingual("Careless", "অসাবধান"),
            routes: { routes in
                routes.query("/api/test/everybody", by: .staff, "Everything of everybody") { (_: NoInput, _, _) in
                    NoContent()
                }
            })
        try TestClinic.open(with: [careless]) { clinic in
            let holes = Self.table(clinic.app.routes).filter { !Self.expected.contains($0) }
            #expect(holes.count == 1 && holes.first?.hasPrefix("GET /api/test/everybody: ") == true)
        }
    }

    /// One line for each route: `GET /api/orders: laboratory sonographer manager`.
    private static func table(_ routes: [Route]) -> [String] {
        routes.map { "\($0.label): \(words($0.callers))" }.sorted()
    }

    private static func words(_ callers: Callers) -> String {
        if callers.isPublic { return "anyone" }
        let roles = callers.roles.count == Role.allCases.count ? ["staff"] : callers.roles.map(\.rawValue).sorted()
        let devices = callers.devices.map { $0.rawValue + "-device" }.sorted()
        let clients = callers.scopes.map { "client:" + $0.rawValue }.sorted()
        return (roles + devices + clients + (callers.monitors ? ["monitor"] : [])).joined(separator: " ")
    }

    private static let expected: [String] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "permissions.txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }()
}
