import GRDB
import HTTP
import Storage
import Vocabulary

enum ScreeningRoutes {
    static let readers = Callers.holding(.readClinicalRecord)

    static func register(_ routes: inout Routes) {
        routes.command(
            .post, "/api/visits/:visit/observations", by: Stage.screening.callers, "Write down what was measured"
        ) { (asked: MeasurementRequest, act, db) in
            let set = try Screening.record(asked, act, db)
            let measurements = try Observations.measured(in: set, db)
            return Created(
                try ObservationSetView(set, asked.visit, measurements, act, db),
                at: "/api/visits/\(asked.visit)/observations")
        }
        routes.query("/api/visits/:visit/observations", by: readers, "What was measured in a visit") {
            (asked: VisitQuery, act, db) in
            let token = try Tokens.find(of: asked.visit, act, db)
            try TreatmentRelation.require(of: token.visit, act, db)
            return OK(ObservationList(try Observations.measured(in: token.visit, db), act.site.catalogue))
        }
        routes.query("/api/patients/:patient/observations", by: readers, "What was measured on a patient") {
            (asked: PatientQuery, act, db) in
            let patient = try Patients.find(asked.patient, act, db)
            try TreatmentRelation.require(patient.id, act, db)
            return OK(ObservationList(try Observations.measured(on: patient.id, db), act.site.catalogue))
        }
        routes.command(
            .post, "/api/observations/:observation/amendments", by: Stage.screening.callers,
            "Correct a value; without one, withdraw it"
        ) { (asked: ObservationAmendment, act, db) in
            let amended = try Observations.amend(
                asked.observation, to: asked.value, confirmed: asked.isConfirmed, because: asked.reason, act, db)
            return Created(
                ObservationView(amended, act.site.catalogue), at: "/api/visits/\(amended.set.visit)/observations")
        }
    }
}

/// What was measured together, as it was written down.
struct ObservationSetView: JSONObject {
    let id: ID<ObservationSet>
    let observations: [ObservationView]
    let bodyMassIndex: BodyMassIndex?
    let colour: TriageColour?

    init(
        _ id: ID<ObservationSet>, _ visit: ID<Visit>, _ measurements: [Measurement], _ act: Act, _ db: Database
    ) throws {
        self.id = id
        observations = measurements.map { ObservationView($0, act.site.catalogue) }
        let patient = try Patients.find(try Visits.patient(of: visit, db), act, db)
        let pregnancy = measurements.first?.set.pregnancy ?? .unknown
        let subject = VitalSubject(patient, pregnancy: pregnancy, on: act.day)
        bodyMassIndex = BodyMassIndex(try Observations.measured(in: visit, db), subject, act.site.catalogue)
        colour = [measurements.worstColour, bodyMassIndex?.band?.colour].compactMap(\.self).max()
    }

    static let properties: [Property<ObservationSetView>] = [
        .id("id") { $0.id },
        .array("observations") { $0.observations },
        .optionalObject("bmi") { $0.bodyMassIndex },
        .optionalString("colour", oneOf: TriageColour.allCases.map(\.rawValue)) { $0.colour?.rawValue },
    ]
}

extension BodyMassIndex: JSONObject {
    package static let properties: [Property<BodyMassIndex>] = [
        .decimal("value") { $0.value },
        .optionalString("colour", oneOf: TriageColour.allCases.map(\.rawValue)) { $0.band?.colour.rawValue },
        .optionalString("category") { $0.band?.category },
        .optionalObject("label") { $0.band?.label },
    ]
}
