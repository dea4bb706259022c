import GRDB
import Vocabulary

/// What someone came with, in the catalogue's words or their own.
package struct Complaint: Sendable {
    package let id: ID<Complaint>
    /// Of the catalogue of complaints; none for one's own words.
    package let code: String?
    package let name: Bilingual
    /// Since how many days.
    package let days: Int?
}

extension Complaint {
    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [Complaint] {
        try db.list(
            "SELECT id, code, name_en, name_bn, days FROM complaint WHERE encounter_id = ? ORDER BY id", [encounter]
        ) { row in
            Complaint(id: try row.id(0), code: row[1], name: Bilingual(row[2], row[3]), days: row[4])
        }
    }
}
