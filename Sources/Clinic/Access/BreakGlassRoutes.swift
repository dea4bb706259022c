import HTTP
import Vocabulary

enum BreakGlassRoutes {
    static let callers = Callers.holding(.readClinicalRecord)

    static func register(_ routes: inout Routes) {
        routes.command(.post, "/api/patients/:patient/break-glass", by: callers, "Open a record, and say why") {
            (asked: BreakGlassRequest, act, db) in
            Created(try BreakGlass.open(asked, act, db), at: "/api/patients/\(asked.patient)/summary")
        }
        routes.query(
            "/api/break-glass", by: .holding(.readAudit), about: .list, "Records that were opened with a reason"
        ) {
            (_: NoInput, _, db) in OK(BreakGlassList(openings: try BreakGlass.latest(db)))
        }
    }
}

struct BreakGlassList: JSONObject {
    let openings: [BreakGlass]

    static let properties: [Property<BreakGlassList>] = [.array("openings") { $0.openings }]
}

extension BreakGlass: JSONObject {
    package static let properties: [Property<BreakGlass>] = [
        .id("id") { $0.id },
        .bilingual("staff") { $0.staff },
        .id("patientId") { $0.patient },
        .string("reason") { $0.reason },
        .instant("at") { $0.at },
        .instant("endsAt") { $0.endsAt },
    ]
}
