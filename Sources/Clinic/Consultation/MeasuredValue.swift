import GRDB
import Vocabulary

/// A value that was measured, as whoever decides wants to see it: what stands after amendments, with its colour.
struct MeasuredValue: Sendable {
    /// Of the catalogue of observations.
    let code: String
    /// A decimal as it was read.
    let value: String
    /// UCUM.
    let unit: String
    let colour: String?
    let at: Instant
}

extension MeasuredValue {
    /// What was measured in a visit, the last of each.
    static func all(in visit: ID<Visit>, _ db: Database) throws -> [MeasuredValue] {
        try read("observation_set.visit_id", visit.description, db)
    }

    /// What was ever measured of a patient, the last of each.
    static func latest(of patient: ID<Patient>, _ db: Database) throws -> [MeasuredValue] {
        try read("observation_set.patient_id", patient.description, db)
    }

    private static func read(_ column: String, _ id: String, _ db: Database) throws -> [MeasuredValue] {
        let all = try db.list(
            """
            SELECT observation.code, observation.value, observation.unit, observation.colour,
                observation_set.effective_at
            FROM observation_set JOIN observation ON observation.set_id = observation_set.id
            WHERE \(column) = ? AND observation.value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM observation AS amendment WHERE amendment.amends = observation.id)
            ORDER BY observation_set.effective_at, observation.recorded_at, observation.id
            """, [id]
        ) { MeasuredValue(code: $0[0], value: $0[1], unit: $0[2], colour: $0[3], at: $0.instant(4)) }
        return Array(all.reduce(into: [:]) { $0[$1.code] = $1 }.values).sorted { $0.code < $1.code }
    }
}
