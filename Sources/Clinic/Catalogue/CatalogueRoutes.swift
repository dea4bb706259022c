import HTTP
import Vocabulary

/// What can be chosen, by the beginning of its name or its code. None of it is about a patient.
enum CatalogueRoutes {
    static func register(_ routes: inout Routes) {
        routes.query("/api/catalogue/complaints", by: .staff.and(.clients(.catalogue)), "Find complaints") {
            (asked: CatalogueQuery, act, _) in
            OK(ComplaintMatches(complaints: act.site.catalogue.complaints.search(asked.text)))
        }
        routes.query("/api/catalogue/diagnoses", by: .staff.and(.clients(.catalogue)), "Find diagnoses") {
            (asked: CatalogueQuery, act, _) in
            OK(DiagnosisMatches(diagnoses: act.site.catalogue.diagnoses.search(asked.text)))
        }
        routes.query("/api/catalogue/medicines", by: .staff.and(.clients(.catalogue)), "Find medicines") {
            (asked: CatalogueQuery, act, _) in
            OK(MedicineMatches(medicines: act.site.catalogue.medicines.search(asked.text)))
        }
        routes.query("/api/catalogue/investigations", by: .staff.and(.clients(.catalogue)), "Find investigations") {
            (asked: CatalogueQuery, act, _) in
            OK(InvestigationMatches(investigations: act.site.catalogue.investigations.search(asked.text)))
        }
    }
}

struct CatalogueQuery: Input {
    let text: String

    init?(_ fields: inout Fields) { text = fields.optional("q", Rule.text(longest: 100)) ?? "" }
}

struct ComplaintMatches: JSONObject {
    let complaints: [Symptom]

    static let properties: [Property<ComplaintMatches>] = [.array("complaints") { $0.complaints }]
}

struct DiagnosisMatches: JSONObject {
    let diagnoses: [Diagnosis]

    static let properties: [Property<DiagnosisMatches>] = [.array("diagnoses") { $0.diagnoses }]
}

struct MedicineMatches: JSONObject {
    let medicines: [Medicine]

    static let properties: [Property<MedicineMatches>] = [.array("medicines") { $0.medicines }]
}

struct InvestigationMatches: JSONObject {
    let investigations: [Investigation]

    static let properties: [Property<InvestigationMatches>] = [.array("investigations") { $0.investigations }]
}

extension Symptom: JSONObject {
    package static let properties: [Property<Symptom>] = [
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
    ]
}

extension Diagnosis: JSONObject {
    package static let properties: [Property<Diagnosis>] = [
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("icd10") { $0.icd10 },
        .string("icd11") { $0.icd11 },
        .string("icd11Title") { $0.icd11Title },
    ]
}

extension Medicine: JSONObject {
    package static let properties: [Property<Medicine>] = [
        .string("code") { $0.code },
        .bilingual("generic") { $0.generic },
        .string("atc") { $0.atc },
        .string("strength") { $0.strength },
        .string("form") { $0.form },
        .string("unit", oneOf: DoseUnit.allCases.map(\.rawValue)) { $0.unit.rawValue },
    ]
}

extension Investigation: JSONObject {
    package static let properties: [Property<Investigation>] = [
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("category") { $0.category },
        .optionalString("loinc") { $0.loinc },
        .money("rate") { $0.rate },
    ]
}
