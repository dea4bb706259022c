import Foundation
import GRDB
import Vocabulary

/// Writing down and amending what was measured. Each function runs inside the caller's transaction.
package enum Observations {
    /// Writes down what was measured together on the patient of a visit. Whoever does not say whether she is pregnant
    /// means what was said in this visit before.
    /// - Throws: 404; 409 when the visit is closed or has no patient; 422 naming the fields of readings that cannot be
    ///   true, or that are unusual and were not measured again (those stand in the member `unusual` too).
    @discardableResult
    static func record(
        _ readings: [Reading], pregnancy: PregnancyStatus?, of visit: ID<Visit>, _ act: Act, _ db: Database
    ) throws -> ID<ObservationSet> {
        let patient = try patient(of: visit, act, db)
        if let pregnancy, pregnancy == .pregnant || pregnancy == .postpartum {
            guard VitalSubject.mayBePregnant(patient, on: act.day) else { throw Problem.cannotBePregnant }
        }
        let before = try measured(on: patient.id, db)
        let known = before.last { $0.set.visit == visit }?.set.pregnancy
        let subject = VitalSubject(patient, pregnancy: pregnancy ?? known ?? .unknown, on: act.day)
        try VitalChecks.check(readings, subject, before: before, act)
        let set = ID<ObservationSet>.new(at: act.at)
        try db.run(
            """
            INSERT INTO observation_set (id, visit_id, patient_id, pregnancy, effective_at, recorded_at, recorded_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [set, visit, patient.id, subject.pregnancy.rawValue, act.at, act.at, try act.staff()])
        for reading in readings { try insert(reading, set, subject, act, db) }
        try tell(visit, act, db)
        return set
    }

    /// Writes beside a value what is true instead; with no value, that it was never true. The two numbers of a blood
    /// pressure are withdrawn together.
    /// - Throws: 404; 409 when it was amended or withdrawn meanwhile; 422 naming `value` as `record` does.
    static func amend(
        _ id: ID<Observation>, to value: DecimalText?, confirmed: Bool, because reason: String, _ act: Act,
        _ db: Database
    ) throws -> Measurement {
        let measurement = try current(id, db)
        try TreatmentRelation.require(measurement.set.patient, act, db)
        let partner = try partner(of: measurement, db)
        guard let value else {
            for withdrawn in [measurement, partner].compactMap(\.self) {
                try insert(amending: withdrawn.current, nil, nil, reason, act, db)
            }
            try tell(measurement.set.visit, act, db)
            return try find(id, db)
        }
        let patient = try Patients.find(measurement.set.patient, act, db)
        let subject = VitalSubject(
            patient, pregnancy: measurement.set.pregnancy, on: Day(measurement.set.effectiveAt))
        let reading = Reading(code: measurement.code, value: value, field: "value", isConfirmed: confirmed)
        try VitalChecks.check(amended: reading, of: measurement, beside: partner?.value, subject, act)
        try insert(
            amending: measurement.current, value,
            act.site.catalogue.vitalThresholds.band(of: value, measurement.code, subject), reason, act, db)
        try tell(measurement.set.visit, act, db)
        return try find(id, db)
    }

    /// Everything measured in a visit, in the order of time.
    package static func measured(in visit: ID<Visit>, _ db: Database) throws -> [Measurement] {
        try list("WHERE observation_set.visit_id = ?", [visit], db)
    }

    /// What was measured on a patient, in the order of time.
    /// - Parameter sets: how many of the latest sets.
    package static func measured(
        on patient: ID<Patient>, latest sets: Int = 50, _ db: Database
    ) throws -> [Measurement] {
        let latest = """
            WHERE observation_set.id IN (
                SELECT id FROM observation_set WHERE patient_id = ? ORDER BY effective_at DESC, id DESC LIMIT ?)
            """
        return try list(latest, [patient, sets], db)
    }

    static func measured(in set: ID<ObservationSet>, _ db: Database) throws -> [Measurement] {
        try list("WHERE observation_set.id = ?", [set], db)
    }

    /// The measurement that an observation is part of, as its value or as one that was amended.
    /// - Throws: 404.
    package static func find(_ id: ID<Observation>, _ db: Database) throws -> Measurement {
        let ofItsSet = "WHERE observation_set.id = (SELECT set_id FROM observation WHERE id = ?)"
        let found = try list(ofItsSet, [id], db).first { measurement in
            measurement.current.id == id || measurement.earlier.contains { $0.id == id }
        }
        guard let found else { throw Problem.noSuchObservation }
        return found
    }
}

extension Observations {
    private static func patient(of visit: ID<Visit>, _ act: Act, _ db: Database) throws -> Patient {
        let token = try Tokens.open(of: visit, act, db)
        guard let patient = token.patient else { throw Problem.visitWithoutPatient }
        return patient
    }

    /// Of a visit that was signed already there is more to tell.
    private static func tell(_ visit: ID<Visit>, _ act: Act, _ db: Database) throws {
        let encounters = try db.list("SELECT id FROM encounter WHERE visit_id = ?", [visit]) { row in
            try row.id(0) as ID<Encounter>
        }
        for encounter in encounters { try Encounters.grew(encounter, act, db) }
    }

    private static func list(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws
        -> [Measurement]
    {
        let observations = try db.list(Observation.select + " " + condition + Observation.order, arguments) {
            try Observation(row: $0)
        }
        return Measurement.gather(observations)
    }

    /// - Throws: 409 when somebody amended it meanwhile.
    private static func current(_ id: ID<Observation>, _ db: Database) throws -> Measurement {
        let measurement = try find(id, db)
        guard measurement.current.id == id, measurement.value != nil else {
            throw Problem.amendedAlready(measurement)
        }
        return measurement
    }

    /// The other number of a blood pressure, as long as it stands.
    private static func partner(of measurement: Measurement, _ db: Database) throws -> Measurement? {
        guard let code = BloodPressure.partner(of: measurement.code) else { return nil }
        return try measured(in: measurement.set.id, db).latest(code)
    }

    private static func insert(
        _ reading: Reading, _ set: ID<ObservationSet>, _ subject: VitalSubject, _ act: Act, _ db: Database
    ) throws {
        let band = act.site.catalogue.vitalThresholds.band(of: reading.value, reading.code, subject)
        var (method, device, frame): (Observation.Method, String?, Data?) = (.manual, nil, nil)
        if case .device(let name, let bytes) = reading.source { (method, device, frame) = (.device, name, Data(bytes)) }
        try db.run(
            """
            INSERT INTO observation (id, set_id, code, value, unit, method, device, raw_frame, colour, threshold,
                recorded_at, recorded_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<Observation>.new(at: act.at), set, reading.code, reading.value.description,
                act.site.catalogue.observations[reading.code]?.unit, method.rawValue, device, frame,
                band?.colour.rawValue, band?.id, act.at, try act.staff(),
            ])
    }

    private static func insert(
        amending old: Observation, _ value: DecimalText?, _ band: VitalThreshold?, _ reason: String, _ act: Act,
        _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO observation (id, set_id, code, value, unit, method, colour, threshold, recorded_at,
                recorded_by, amends, reason)
            VALUES (?, ?, ?, ?, ?, 'manual', ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<Observation>.new(at: act.at), old.set.id, old.code, value?.description, old.unit,
                band?.colour.rawValue, band?.id, act.at, try act.staff(), old.id, reason,
            ])
    }
}
