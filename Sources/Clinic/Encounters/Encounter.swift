import GRDB
import Vocabulary

/// A practitioner with a patient (FHIR Encounter): who, whom, when. What was found and decided refers to it.
package struct Encounter: Sendable {
    /// FHIR encounter-status, as much of it as a clinic without beds has.
    package enum Status: String, Sendable, CaseIterable {
        case inProgress = "in-progress"
        case finished, cancelled
    }

    package let id: ID<Encounter>
    package let visit: ID<Visit>
    package let patient: ID<Patient>
    package let practitioner: ID<Staff>
    package let status: Status
    package let startedAt: Instant
    package let endedAt: Instant?
    package let history: String?
    package let examination: String?
    package let advice: String?
    package let followUp: Day?
    package let version: Int
}

extension Encounter {
    static let select = """
        SELECT id, visit_id, patient_id, practitioner_id, status, started_at, ended_at, history, examination, advice,
            follow_up_on, version
        FROM encounter
        """

    init(row: Row) throws {
        let followUp: String? = row[10]
        self.init(
            id: try row.id(0), visit: try row.id(1), patient: try row.id(2), practitioner: try row.id(3),
            status: try row.word(4), startedAt: row.instant(5), endedAt: row.optionalInstant(6), history: row[7],
            examination: row[8], advice: row[9], followUp: followUp.flatMap(Day.init), version: row[11])
    }
}
