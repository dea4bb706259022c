import GRDB
import HTTP
import Vocabulary

enum PatientRoutes {
    static let callers = Callers.roles(.receptionist, .clinicalAssistant, .paramedic, .doctor, .cashier, .manager)

    static func register(_ routes: inout Routes) {
        routes.search("/api/patients/search", by: callers, "Find patients by card, phone or name") {
            (asked: PatientSearch, act, db) in
            OK(PatientList(patients: try Patients.search(asked.text, act, db)))
        }
        routes.query("/api/patients/:patient", by: callers, "One patient") { (asked: PatientQuery, act, db) in
            OK(try Patients.find(asked.patient, act, db))
        }
    }
}

struct PatientSearch: Input {
    let text: String

    init?(_ fields: inout Fields) {
        guard let text = fields.required("q", Rule.text(longest: 100)) else { return nil }
        self.text = text
    }
}

struct PatientQuery: Input {
    let patient: ID<Patient>

    init?(_ fields: inout Fields) {
        guard let patient = fields.required("patient", Rule.id(of: Patient.self)) else { return nil }
        self.patient = patient
    }
}

struct PatientList: JSONObject {
    let patients: [Patient]

    static let properties: [Property<PatientList>] = [.array("patients") { $0.patients }]
}

extension Patient: JSONObject {
    package static let properties: [Property<Patient>] = [
        .id("id") { $0.id },
        .optionalString("nameBangla") { $0.nameBangla },
        .optionalString("nameEnglish") { $0.nameEnglish },
        .string("sex", oneOf: Sex.allCases.map(\.rawValue)) { $0.sex.rawValue },
        .optionalObject("age") { $0.age },
        .optionalString("phone") { $0.phone },
        .optionalString("cardNumber") { $0.cardNumber },
        .optionalString("area") { $0.area },
        .optionalString("lastVisit", format: "date") { $0.lastVisit?.description },
    ]
}

extension Age: JSONObject {
    package static let properties: [Property<Age>] = [
        .integer("value") { $0.value },
        .string("unit", oneOf: Unit.allCases.map(\.rawValue)) { $0.unit.rawValue },
    ]
}
