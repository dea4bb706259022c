import GRDB
import Vocabulary

/// Everything the page of one visit shows.
struct ScreeningSheet {
    let token: Token
    let patient: Patient
    let catalogue: Catalogue
    /// In this visit.
    let measured: [Measurement]
    /// On earlier visits.
    let before: [Measurement]
    let pregnancy: PregnancyStatus
    let mayBePregnant: Bool
    let isAdult: Bool
    let bodyMassIndex: BodyMassIndex?

    init(_ token: Token, _ patient: Patient, _ act: Act, _ db: Database) throws {
        self.token = token
        self.patient = patient
        catalogue = act.site.catalogue
        measured = try Observations.measured(in: token.visit, db)
        before = try Observations.measured(on: patient.id, db).filter { $0.set.visit != token.visit }
        pregnancy = measured.last?.set.pregnancy ?? Self.pregnancy(of: token.service)
        mayBePregnant = VitalSubject.mayBePregnant(patient, on: token.day)
        let subject = VitalSubject(patient, pregnancy: pregnancy, on: token.day)
        isAdult = subject.isAdult
        bodyMassIndex = BodyMassIndex(measured, subject, act.site.catalogue)
    }

    var worstColour: TriageColour? {
        [measured.worstColour, bodyMassIndex?.band?.colour].compactMap(\.self).max()
    }

    func definition(_ code: String) -> ObservationDefinition? { catalogue.observations[code] }

    func band(_ measurement: Measurement) -> VitalThreshold? {
        measurement.current.threshold.flatMap { catalogue.vitalThresholds[$0] }
    }

    /// The latest of a thing that may be written down under several codes.
    static func latest(_ vital: Vital, _ measurements: [Measurement]) -> Measurement? {
        measurements.last { vital.codes.contains($0.code) && $0.value != nil }
    }

    /// A first reading that has to be taken again after a rest.
    var needsPressureAgain: Bool {
        let upper = measured.filter { $0.code == BloodPressure.systolic && $0.value != nil }
        guard isAdult, upper.count == 1, let systolic = upper[0].value,
            let diastolic = measured.latest(BloodPressure.diastolic)?.value
        else { return false }
        return systolic >= DecimalText(140) || diastolic >= DecimalText(90)
    }

    /// What a service says before anybody asks.
    private static func pregnancy(of service: String) -> PregnancyStatus {
        switch service {
        case "anc": .pregnant
        case "pnc": .postpartum
        default: .unknown
        }
    }
}
