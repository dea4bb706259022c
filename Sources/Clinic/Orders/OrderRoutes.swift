import GRDB
import HTTP
import Storage
import Vocabulary

enum OrderRoutes {
    /// Who treats the patient may read what was found.
    private static let readers = Callers.holding(.readClinicalRecord)

    static func register(_ routes: inout Routes) {
        let staff = Stage.orders.callers
        routes.query("/api/orders", by: staff, about: .list, topic: .orders, "The tests that wait for somebody") {
            (asked: WorkListQuery, act, db) in
            OK(OrderList(orders: try Orders.workList(asked.category, act, db)))
        }
        routes.query("/api/orders/:order", by: readers, "One test") { (asked: OrderQuery, act, db) in
            let order = try Orders.find(asked.order, act, db)
            try TreatmentRelation.require(order.request.patient, act, db)
            return OK(order)
        }
        routes.command(.post, "/api/visits/:visit/orders", by: staff, "A test for someone who came for it") {
            (asked: WalkInRequest, act, db) in try created(try VisitOrders.add(asked, act, db), act, db)
        }
        routes.command(.post, "/api/visits/:visit/orders/completion", by: staff, "Let the person go on") {
            (asked: VisitQuery, act, db) in OK(try VisitOrders.complete(asked.visit, act, db))
        }
        routes.query("/api/patients/:patient/results", by: readers, "What was found of a patient") {
            (asked: PatientQuery, act, db) in
            _ = try Patients.find(asked.patient, act, db)
            try TreatmentRelation.require(asked.patient, act, db)
            return OK(ResultList(results: try Results.current(of: asked.patient, db)))
        }
        registerResults(&routes)
    }

    private static func registerResults(_ routes: inout Routes) {
        let staff = Stage.orders.callers
        routes.command(.post, "/api/orders/:order/results", by: staff, "Write down a result") {
            (asked: ResultRequest, act, db) in
            try Results.record([asked.entry], for: asked.order, act, db)
            return try created(asked.order, act, db)
        }
        routes.command(.post, "/api/results/:result/amendments", by: staff, "Amend a result") {
            (asked: AmendmentRequest, act, db) in
            let (said, field) = asked.said
            let request = try Results.amend(asked.result, said, field: field, asked.reason, act, db)
            return try created(request.id, act, db)
        }
        routes.command(.post, "/api/orders/:order/report", by: staff, "Verify the results of a test") {
            (asked: VerificationRequest, act, db) in
            try DiagnosticReports.verify(asked, act, db)
            return OK(try Orders.find(asked.order, act, db))
        }
        routes.command(.post, "/api/orders/:order/revocation", by: staff, "Revoke a test") {
            (asked: RevocationRequest, act, db) in
            try ServiceRequests.revoke(asked.order, asked.reason, act, db)
            return OK(try Orders.find(asked.order, act, db))
        }
    }

    private static func created(_ id: ID<ServiceRequest>, _ act: Act, _ db: Database) throws -> Created<Order> {
        Created(try Orders.find(id, act, db), at: "/api/orders/\(id)")
    }
}

struct OrderList: JSONObject {
    let orders: [Order]

    static let properties: [Property<OrderList>] = [.array("orders") { $0.orders }]
}

struct ResultList: JSONObject {
    let results: [ReportedResult]

    static let properties: [Property<ResultList>] = [.array("results") { $0.results }]
}

extension Order: JSONObject {
    package static let properties: [Property<Order>] = [
        .id("id") { $0.request.id },
        .id("visitId") { $0.request.visit },
        .id("patientId") { $0.request.patient },
        .optionalID("encounterId") { $0.request.encounter },
        .integer("serial") { $0.serial },
        .string("day", format: "date") { $0.day.description },
        .optionalString("patientName") { $0.patientName(.bangla) },
        .string("code") { $0.request.code },
        .bilingual("name") { $0.request.name },
        .optionalString("loinc") { $0.request.loinc },
        .string("category", oneOf: OrderCategory.allCases.map(\.rawValue)) { $0.request.category.rawValue },
        .string("discipline") { $0.request.discipline },
        .string("status", oneOf: ServiceRequest.Status.allCases.map(\.rawValue)) { $0.request.status.rawValue },
        .string("state", oneOf: State.allCases.map(\.rawValue)) { $0.state.rawValue },
        .optionalString("note") { $0.request.note },
        .instant("requestedAt") { $0.request.requestedAt },
        .bilingual("requestedBy") { $0.requester },
        .optionalInstant("endedAt") { $0.request.endedAt },
        .optionalString("reason") { $0.request.reason },
        .integer("reports") { $0.reports },
        .optionalInstant("verifiedAt") { $0.verifiedAt },
        .array("components") { $0.components },
        .array("results") { $0.results },
    ]
}

extension PanelComponent: JSONObject {
    package static let properties: [Property<PanelComponent>] = [
        .string("component") { $0.code },
        .bilingual("name") { $0.name },
        .string("type", oneOf: ValueType.allCases.map(\.rawValue)) { $0.type.rawValue },
        .optionalString("unit") { $0.unit },
        .strings("choices") { $0.choices.map(\.code) },
    ]
}

extension OrderResult: JSONObject {
    package static let properties: [Property<OrderResult>] = [
        .id("id") { $0.id },
        .string("component") { $0.component },
        .bilingual("name") { $0.name },
        .optionalString("value") { $0.finding.value },
        .optionalString("unit") { $0.finding.unit },
        .optionalString("text") { $0.finding.text },
        .optionalString("low") { $0.finding.low },
        .optionalString("high") { $0.finding.high },
        .optionalString("interpretation", oneOf: Interpretation.allCases.map(\.rawValue)) {
            $0.finding.interpretation?.rawValue
        },
        .string("status", oneOf: Status.allCases.map(\.rawValue)) { $0.status.rawValue },
        .instant("recordedAt") { $0.recordedAt },
        .optionalInstant("verifiedAt") { $0.verifiedAt },
        .optionalID("amends") { $0.amends },
        .optionalString("reason") { $0.reason },
    ]
}

extension ReportedResult: JSONObject {
    package static let properties: [Property<ReportedResult>] = [
        .id("orderId") { $0.result.request },
        .id("visitId") { $0.visit },
        .bilingual("test") { $0.test },
        .object("result") { $0.result },
    ]
}

extension VisitProgress: JSONObject {
    static let properties: [Property<VisitProgress>] = [
        .id("visitId") { $0.visit },
        .boolean("moved") { $0.hasMoved },
        .optionalString("stage", oneOf: Stage.allCases.map(\.rawValue)) { $0.stage?.rawValue },
        .integer("openOrders") { $0.open },
    ]
}
