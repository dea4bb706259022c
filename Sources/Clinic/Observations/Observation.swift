import GRDB
import Vocabulary

/// A value that was measured (FHIR Observation, category vital-signs), or an amendment of one.
package struct Observation: Sendable {
    package enum Method: String, Sendable, CaseIterable { case manual, device }

    package let id: ID<Observation>
    package let set: ObservationSet
    /// The code of the catalogue of observations.
    package let code: String
    /// None when an amendment says that it was never true.
    package let value: DecimalText?
    /// UCUM.
    package let unit: String
    package let method: Method
    package let device: String?
    /// What was shown when it was written down: the colour, and the threshold that gave it.
    package let colour: TriageColour?
    package let threshold: String?
    package let recordedAt: Instant
    package let recordedBy: Bilingual
    package let amends: ID<Observation>?
    package let reason: String?
}

/// What one person measured on one patient together.
package struct ObservationSet: Sendable {
    package let id: ID<ObservationSet>
    package let visit: ID<Visit>
    package let patient: ID<Patient>
    package let pregnancy: PregnancyStatus
    package let effectiveAt: Instant
}

extension Observation {
    static let select = """
        SELECT observation.id, observation.code, observation.value, observation.unit, observation.method,
            observation.device, observation.colour, observation.threshold, observation.recorded_at, staff.name_en,
            staff.name_bn, observation.amends, observation.reason, observation_set.id, observation_set.visit_id,
            observation_set.patient_id, observation_set.pregnancy, observation_set.effective_at
        FROM observation_set
        JOIN observation ON observation.set_id = observation_set.id
        JOIN staff ON staff.id = observation.recorded_by
        """

    static let order = " ORDER BY observation_set.effective_at, observation_set.id, observation.code"

    init(row: Row) throws {
        let value: String? = row[2]
        self.init(
            id: try row.id(0), set: try ObservationSet(row: row), code: row[1], value: value.flatMap(DecimalText.init),
            unit: row[3], method: try row.word(4), device: row[5],
            colour: (row[6] as String?).flatMap(TriageColour.init), threshold: row[7], recordedAt: row.instant(8),
            recordedBy: Bilingual(row[9], row[10]), amends: try row.optionalID(11), reason: row[12])
    }
}

extension ObservationSet {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id(13), visit: try row.id(14), patient: try row.id(15), pregnancy: try row.word(16),
            effectiveAt: row.instant(17))
    }
}
