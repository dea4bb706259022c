import HTTP
import Vocabulary

enum SummaryRoutes {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/api/patients/:patient/summary", by: ConsultationRoutes.readers, "What is known of a patient, in short"
        ) { (asked: PatientQuery, act, db) in OK(try PatientSummary.read(asked.patient, act, db)) }
    }
}

extension PatientSummary: JSONObject {
    static let properties: [Property<PatientSummary>] = [
        .object("patient") { $0.patient },
        .array("observations") { $0.measurements },
        .array("encounters") { $0.encounters },
        .array("tests") { $0.tests },
    ]
}

extension MeasuredValue: JSONObject {
    static let properties: [Property<MeasuredValue>] = [
        .string("code") { $0.code },
        .string("value") { $0.value },
        .string("unit") { $0.unit },
        .optionalString("colour") { $0.colour },
        .instant("at") { $0.at },
    ]
}

extension RequestedTest: JSONObject {
    static let properties: [Property<RequestedTest>] = [
        .id("id") { $0.id },
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("category") { $0.category },
        .string("status", oneOf: ["draft", "active", "completed", "revoked"]) { $0.status },
        .optionalString("note") { $0.note },
        .instant("requestedAt") { $0.requestedAt },
        .array("results") { $0.findings },
    ]
}

extension RequestedTest.Finding: JSONObject {
    static let properties: [Property<RequestedTest.Finding>] = [
        .bilingual("name") { $0.name },
        .string("text") { $0.text },
        .optionalString("interpretation") { $0.interpretation },
    ]
}
