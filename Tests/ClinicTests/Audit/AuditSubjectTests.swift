import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// Every route says what it is about, or shows nobody.
@Suite struct AuditSubjectTests {
    /// Parameters of paths that are about no patient.
    private static let impersonal: Set = ["stage", "day", "language", "announcement", "face"]

    @Test func everyPathWithAnIdSaysWhoseItIs() throws {
        try TestClinic.open { clinic in
            #expect(Self.withoutSubject(clinic.app.routes) == [])
            #expect(clinic.app.routes.count { $0.subject.entity == .visit } > 15)
        }
    }

    @Test func aPlantedRouteWithoutASubjectIsFound() throws {
        let planted = Feature(
            name: Bilingual("Planted", "পরীক্ষা"),
            routes: { routes in
                routes.query("/api/referrals/:referral", by: .staff, "Of an unknown kind") { (_: NoInput, _, _) in
                    NoContent()
                }
                routes.query("/api/visits/:visit/planted", by: .staff, about: .nothing, "Denied") {
                    (_: NoInput, _, _) in NoContent()
                }
            })
        try TestClinic.open(with: [planted]) { clinic in
            #expect(
                Self.withoutSubject(clinic.app.routes) == [
                    "GET /api/referrals/:referral", "GET /api/visits/:visit/planted",
                ])
        }
    }

    private static func withoutSubject(_ routes: [Route]) -> [String] {
        routes.filter { route in
            let names = route.pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
            let personal = names.filter { !impersonal.contains($0) }
            guard !personal.isEmpty else { return false }
            return route.subject.entity == nil || !personal.contains(route.subject.field ?? "")
        }.map(\.label)
    }

    /// What shows nobody is listed here, so that a new list of patients is not forgotten.
    @Test func onlyTheseQueriesShowNobody() throws {
        try TestClinic.open { clinic in
            let silent = clinic.app.routes.filter { route in
                route.isQuery && !route.callers.isPublic && route.subject == .nothing
            }
            #expect(
                Set(silent.map(\.label)) == [
                    "GET /", "GET /api/catalogue/complaints", "GET /api/catalogue/diagnoses",
                    "GET /api/catalogue/medicines", "GET /api/catalogue/investigations", "GET /api/trial-balance",
                    "GET /billing/trial-balance", "POST /api/geography/search", "GET /api/displays", "GET /metrics",
                    // Numbers and rooms, as everybody in the waiting room sees them.
                    "GET /api/display", "GET /display",
                    // Who works here, and on what.
                    "GET /staff", "GET /staff/new", "GET /staff/import", "POST /staff/import", "GET /api/staff",
                    "GET /api/staff/on-duty", "GET /api/staff/export.csv", "GET /account", "GET /unlock",
                    "GET /devices", "GET /api/devices", "GET /clients", "GET /api/clients", "GET /faces/:face",
                    "GET /account/second-step", "GET /api/account/second-factor",
                ])
        }
    }

    @Test func onlyTheseCommandsAreNotRecorded() throws {
        try TestClinic.open { clinic in
            let unrecorded = clinic.app.routes.filter { $0.subject.manner == .unrecorded }
            #expect(unrecorded.map(\.label) == ["GET /ready"])
        }
    }

    @Test func whatAFormMakesIsMadeAsByItsRESTRoute() throws {
        try TestClinic.open { clinic in
            let made = clinic.app.routes.filter { $0.action(clinic.app.making) == .create }.map(\.label)
            for label in [
                "POST /api/tokens", "POST /reception/tokens", "POST /screening/visits/:visit/observations",
                "POST /billing/visits/:visit/invoices", "POST /consultation/encounters/:encounter/conditions",
            ] { #expect(made.contains(label), "\(label)") }
            for label in ["POST /sign-in", "POST /reception/tokens/:token/void", "GET /api/tokens"] {
                #expect(!made.contains(label), "\(label)")
            }
        }
    }

    @Test func theParametersOfPathsAreKnownByTheirNames() {
        #expect(Subject.of("/api/visits/:visit/orders") == .one(.visit, in: "visit"))
        #expect(Subject.of("/consultation/encounters/:encounter/note") == .one(.encounter, in: "encounter"))
        #expect(Subject.of("/api/queues/:stage") == .nothing)
    }
}
