import GRDB
import Vocabulary

/// What the Shared Health Record must hear. Each function runs inside the caller's transaction: what happened and the
/// promise to tell it are one.
package enum Outbox {
    /// There is something to tell of a signed encounter: for the first time, or because more is known now.
    static func enqueue(_ encounter: Encounter, _ act: Act, _ db: Database) throws {
        for destination in act.site.configuration.destinations {
            try db.run(
                """
                INSERT INTO outbox (destination, encounter_id, patient_id, enqueued_at, due_at) VALUES (?1, ?2, ?3, ?4, ?4)
                ON CONFLICT (destination, encounter_id) DO UPDATE SET revision = revision + 1, state = 'pending',
                    failures = 0, due_at = excluded.due_at, settled_at = NULL
                """,
                [destination.name, encounter.id, encounter.patient, act.at])
        }
    }
}

extension Feature {
    /// Listens for what is found after an encounter was signed.
    static let outbox = Feature(
        name: Bilingual("National record", "জাতীয় স্বাস্থ্য রেকর্ড"), routes: { _ in },
        encounterGrew: { encounter, act, db in try Outbox.enqueue(encounter, act, db) })
}
