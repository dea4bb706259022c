import GRDB
import Vocabulary

/// A row as it is sent: which revision, and the bytes made of what was true when that was read.
struct Submission: Sendable {
    let sequence: Int
    let revision: Int
    let body: [UInt8]
    /// Which of its entries is the patient, and whether that one takes the place of what is there.
    let patientIndex: Int
    let updatesPatient: Bool
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
            let record = try EncounterTransaction.complete(waiting.encounter, for: destination, site, db)
            let lacksHealthID = destination.requiresHealthID && !record.hasHealthID
            return Submission(
                sequence: sequence, revision: waiting.revision, body: lacksHealthID ? [] : try record.encoded(),
                patientIndex: record.patientIndex, updatesPatient: record.updatesPatient, mask: record.mask,
                obstacle: lacksHealthID ? .refused(nil, .healthIDNeeded) : nil)
        } catch let error as CorruptValue {
            return unsendable(sequence, waiting.revision, error.type)
        } catch let error as Problem {
            return unsendable(sequence, waiting.revision, error.slug)
        } catch  where !(error is DatabaseError) {
            // Thrown on, one row that cannot be told would hold up all that can.
            return unsendable(sequence, waiting.revision, "\(type(of: error))")
        }
    }

    private static func unsendable(_ sequence: Int, _ revision: Int, _ why: String) -> Submission {
        Submission(
            sequence: sequence, revision: revision, body: [], patientIndex: 0, updatesPatient: false,
            mask: PatientMask([]), obstacle: .refused(nil, Obstacle.corrupt.saying(why)))
    }
}
