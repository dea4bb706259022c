import HTTP
import Vocabulary

enum ConsultationRoutes {
    /// Who sees patients and signs for it.
    static let practitioners = Callers.holding(.practise)
    /// Who may read what was written about one.
    static let readers = Callers.holding(.readClinicalRecord)

    static func register(_ routes: inout Routes) {
        routes.command(.post, "/api/visits/:visit/encounters", by: practitioners, "Begin or go on with an encounter") {
            (asked: VisitQuery, act, db) in created(try Drafts.begin(asked, act, db))
        }
        routes.query("/api/encounters/:encounter", by: readers, "One encounter with all that is written in it") {
            (asked: DraftQuery, act, db) in OK(try EncounterRecord.find(asked.encounter, for: act, db))
        }
        routes.command(.put, "/api/encounters/:encounter/note", by: practitioners, "Keep the note of a draft") {
            (asked: NoteRequest, act, db) in OK(try Drafts.keep(asked, act, db))
        }
        routes.command(.post, "/api/encounters/:encounter/complaints", by: practitioners, "Write a complaint") {
            (asked: ComplaintRequest, act, db) in created(try Drafts.add(asked, act, db))
        }
        routes.command(.post, "/api/encounters/:encounter/conditions", by: practitioners, "Write a diagnosis") {
            (asked: ConditionRequest, act, db) in created(try Drafts.add(asked, act, db))
        }
        routes.command(
            .post, "/api/encounters/:encounter/medication-requests", by: practitioners, "Write a line of a prescription"
        ) { (asked: PrescriptionRequest, act, db) in created(try Drafts.add(asked, act, db)) }
        routes.command(.post, "/api/encounters/:encounter/service-requests", by: practitioners, "Ask for a test") {
            (asked: TestRequest, act, db) in created(try Drafts.add(asked, act, db))
        }
        routes.command(.post, "/api/encounters/:encounter/removals", by: practitioners, "Take out a line of a draft") {
            (asked: RemovalRequest, act, db) in OK(try Drafts.remove(asked, act, db))
        }
        routes.command(.post, "/api/encounters/:encounter/signature", by: practitioners, "Sign an encounter") {
            (asked: SignatureRequest, act, db) in OK(try Signature.sign(asked, act, db))
        }
    }

    private static func created(_ record: EncounterRecord) -> Created<EncounterRecord> {
        Created(record, at: "/api/encounters/\(record.encounter.id)")
    }
}

extension EncounterRecord: JSONObject {
    static let properties: [Property<EncounterRecord>] = [
        .id("id") { $0.encounter.id },
        .id("visitId") { $0.encounter.visit },
        .id("patientId") { $0.encounter.patient },
        .id("practitionerId") { $0.encounter.practitioner },
        .bilingual("practitioner") { $0.practitioner.name },
        .string("status", oneOf: Encounter.Status.allCases.map(\.rawValue)) { $0.encounter.status.rawValue },
        .instant("startedAt") { $0.encounter.startedAt },
        .optionalInstant("endedAt") { $0.encounter.endedAt },
        .optionalString("history") { $0.encounter.history },
        .optionalString("examination") { $0.encounter.examination },
        .optionalString("advice") { $0.encounter.advice },
        .optionalString("followUpOn", format: "date") { $0.encounter.followUp?.description },
        .integer("version") { $0.encounter.version },
        .array("complaints") { $0.complaints },
        .array("conditions") { $0.conditions },
        .array("medicationRequests") { $0.medicationRequests },
        .array("serviceRequests") { $0.serviceRequests },
    ]
}

extension Complaint: JSONObject {
    package static let properties: [Property<Complaint>] = [
        .id("id") { $0.id },
        .optionalString("code") { $0.code },
        .bilingual("name") { $0.name },
        .optionalInteger("days") { $0.days },
    ]
}

extension Condition: JSONObject {
    package static let properties: [Property<Condition>] = [
        .id("id") { $0.id },
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("icd10") { $0.icd10 },
        .string("icd11") { $0.icd11 },
        .string("icd11Title") { $0.icd11Title },
        .string("verification", oneOf: Verification.allCases.map(\.rawValue)) { $0.verification.rawValue },
        .boolean("confidential") { $0.isConfidential },
    ]
}

extension MedicationRequest: JSONObject {
    package static let properties: [Property<MedicationRequest>] = [
        .id("id") { $0.id },
        .string("medicine") { $0.medicine },
        .bilingual("generic") { $0.generic },
        .string("strength") { $0.strength },
        .string("form") { $0.form },
        .string("pattern") { $0.pattern },
        .string("unit", oneOf: DoseUnit.allCases.map(\.rawValue)) { $0.unit },
        .optionalString("timing") { $0.timing },
        .optionalInteger("days") { $0.days },
        .bilingual("instruction") { $0.instruction },
        .optionalString("note") { $0.note },
    ]
}

extension ServiceRequest: JSONObject {
    package static let properties: [Property<ServiceRequest>] = [
        .id("id") { $0.id },
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("category") { $0.discipline },
        .string("status", oneOf: Status.allCases.map(\.rawValue)) { $0.status.rawValue },
        .optionalString("note") { $0.note },
        .instant("requestedAt") { $0.requestedAt },
    ]
}
