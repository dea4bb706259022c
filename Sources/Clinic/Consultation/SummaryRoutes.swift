import HTTP
import Vocabulary

enum SummaryRoutes {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/api/patients/:patient/summary", by: ConsultationRoutes.readers.and(.clients(.encounters)),
            "What is known of a patient, in short"
        ) { (asked: PatientQuery, act, db) in OK(try PatientSummary.read(asked.patient, act, db)) }
    }
}

extension PatientSummary: JSONObject {
    static let properties: [Property<PatientSummary>] = [
        .object("patient") { $0.patient },
        .array("observations") { $0.observations },
        .array("encounters") { $0.encounters },
        .array("tests") { $0.tests },
    ]
}

extension RequestedTest: JSONObject {
    static let properties: [Property<RequestedTest>] = [
        .object("request") { $0.request },
        .array("results") { $0.results },
    ]
}
