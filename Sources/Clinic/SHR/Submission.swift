import GRDB
import Vocabulary

/// A row as it is sent: which revision, and the bytes made of what was true when that was read.
struct Submission: Sendable {
    let sequence: Int
    let revision: Int
    let body: [UInt8]
    let mask: PatientMask
    /// Why it cannot be sent at all, if so.
    let obstacle: Reply?

    /// Reads the revision and everything else in one snapshot.
    /// - Returns: nil when the row is not waiting any more.
    static func assemble(
        _ sequence: Int, for destination: Destination, _ site: Site, _ db: Database
    ) throws -> Submission? {
        let waiting = try db.first(
            "SELECT encounter_id, revision FROM outbox WHERE sequence = ? AND state = 'pending'", [sequence]
        ) { row in (encounter: try row.id(0) as ID<Encounter>, revision: row[1] as Int) }
        guard let waiting else { return nil }
        do {
            let record = try EncounterTransaction.complete(
                waiting.encounter, hasConditions: destination.takesConditions, site, db)
            let lacksHealthID = destination.requiresHealthID && !record.hasHealthID
            return Submission(
                sequence: sequence, revision: waiting.revision, body: lacksHealthID ? [] : try record.encoded(),
                mask: record.mask, obstacle: lacksHealthID ? .refused(nil, .healthIDNeeded) : nil)
        } catch let error as CorruptValue {
            return unsendable(sequence, waiting.revision, Obstacle.corrupt.saying(error.type))
        } catch let error as Problem {
            return unsendable(sequence, waiting.revision, Obstacle.corrupt.saying(error.slug))
        }
    }

    private static func unsendable(_ sequence: Int, _ revision: Int, _ why: String) -> Submission {
        Submission(
            sequence: sequence, revision: revision, body: [], mask: PatientMask([]), obstacle: .refused(nil, why))
    }
}
