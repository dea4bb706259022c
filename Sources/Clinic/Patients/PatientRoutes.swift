import GRDB
import HTTP
import Vocabulary

enum PatientRoutes {
    static let callers = Callers.holding(.identifyPatients)

    static func register(_ routes: inout Routes) {
        routes.search("/api/patients/search", by: callers, about: .search, "Find patients by card, phone or name") {
            (asked: PatientSearch, act, db) in
            OK(PatientList(patients: try Patients.search(asked.text, act, db)))
        }
        routes.query("/api/patients/:patient", by: callers, "One patient") { (asked: PatientQuery, act, db) in
            OK(try PatientRecords.find(asked.patient, act, db))
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

extension PatientRecord: JSONObject {
    package static let properties: [Property<PatientRecord>] =
        Patient.properties.map { $0.inside { $0.patient } } + [
            .optionalString("birthDate", format: "date") { $0.patient.birth?.day?.description },
            .optionalString("nationalId") { $0.nationalID },
            .optionalString("birthRegistrationNumber") { $0.birthRegistrationNumber },
            .optionalString("healthId") { $0.healthID },
            .object("relations") { Relations(relatives: $0.relatives) },
            .optionalObject("address") { $0.address },
            .integer("version") { $0.version },
        ]
}

struct Relations: JSONObject {
    let relatives: [Relationship: RelatedPerson]

    static let properties: [Property<Relations>] = [
        .optionalString("fatherName") { $0.relatives[.father]?.name(.bangla) },
        .optionalString("motherName") { $0.relatives[.mother]?.name(.bangla) },
        .optionalString("spouseName") { $0.relatives[.spouse]?.name(.bangla) },
    ]
}

extension PatientAddress: JSONObject {
    package static let properties: [Property<PatientAddress>] = [
        .string("division") { $0.code.division },
        .string("district") { $0.code.district },
        .optionalString("cityCorporation") { $0.code.cityCorporation },
        .string("upazila") { $0.code.upazila },
        .optionalString("line") { $0.line },
        .bilingual("words") { $0.words },
    ]
}

extension Age: JSONObject {
    package static let properties: [Property<Age>] = [
        .integer("value") { $0.value },
        .string("unit", oneOf: Unit.allCases.map(\.rawValue)) { $0.unit.rawValue },
    ]
}
