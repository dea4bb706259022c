import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// L12: every route that names an object × everybody who has nothing to do with it.
@Suite struct ObjectMatrixTests {
    private static let shr = Destination(name: "shr", base: "http://127.0.0.1:1/fhir", authorization: .none)

    @Test func nobodyReachesWhatIsNotTheirs() throws {
        try Self.open { clinic, objects in
            var matrix = try ObjectMatrix(clinic, objects, try ObjectTable.read())
            let faults = matrix.faults(clinic.app.routes)
            #expect(faults.isEmpty, "\n\(faults.joined(separator: "\n"))")
            print("object matrix: \(matrix.cells) cells")
            #expect(matrix.cells == 2_070, "the README names this figure")
        }
    }

    @Test func everyRouteThatShowsPeopleSaysByWhichRule() throws {
        try TestClinic.open { clinic in
            let needed = Set(clinic.app.routes.filter { !$0.objects.isEmpty || $0.listsPeople }.map(\.label))
            let table = try ObjectTable.read()
            #expect(needed.subtracting(table.lines.keys).sorted() == [])
            #expect(Set(table.lines.keys).subtracting(needed).sorted() == [])
            #expect(Set(table.lines.values.map(\.rule)).subtracting(Self.rules).isEmpty)
        }
    }

    /// A route that forgets to ask whose patient it is.
    @Test func aPlantedHoleIsFound() throws {
        let careless = Feature(
            name: Bilingual("Careless", "অসাবধান"),
            routes: { routes in
                routes.query("/api/test/patients/:patient", by: .holding(.readClinicalRecord), "A record of anybody") {
                    (asked: PatientQuery, act, db) in OK(try Patients.find(asked.patient, act, db))
                }
            })
        try Self.open(with: [careless]) { clinic, objects in
            let line = "GET /api/test/patients/:patient: treatment; staff 403 not-your-patient"
            let route = try #require(clinic.app.routes.first { $0.pattern.hasPrefix("/api/test/") })
            var matrix = try ObjectMatrix(clinic, objects, try ObjectTable.read().with(line))
            let faults = matrix.faults([route])
            #expect(faults.count == Role.holding([.readClinicalRecord]).count, "\(faults)")
            #expect(faults.allSatisfy { $0.contains("answered 200") })
        }
    }

    private static let rules: Set<String> = [
        "treatment", "author", "day", "stage", "reason", "identity", "money", "view", "paper", "exchange", "audit",
        "administration", "display", "public",
    ]

    private static func open(with features: [Feature] = [], _ body: (TestClinic, StrangeObjects) throws -> Void) throws
    {
        try TestClinic.open(
            clock: TestClock(TestClinic.evening), destinations: [shr], with: features
        ) { clinic in try body(clinic, try StrangeObjects(clinic)) }
    }
}
