import GRDB
import Vocabulary

/// One line of a prescription (FHIR MedicationRequest), in the words it is printed with.
package struct MedicationRequest: Sendable {
    package let id: ID<MedicationRequest>
    /// Of the catalogue of medicines.
    package let medicine: String
    package let generic: Bilingual
    package let atc: String
    package let strength: String
    package let form: String
    /// The local notation: "1+0+1".
    package let pattern: String
    package let unit: String
    /// Of the catalogue of notation.
    package let timing: String?
    /// None: until told otherwise.
    package let days: Int?
    package let instruction: Bilingual
    package let note: String?
}

extension MedicationRequest {
    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [MedicationRequest] {
        try db.list(
            """
            SELECT id, medicine, generic_en, generic_bn, atc, strength, form, pattern, unit, timing, days,
                instruction_en, instruction_bn, note
            FROM medication_request WHERE encounter_id = ? ORDER BY id
            """, [encounter]
        ) { row in
            MedicationRequest(
                id: try row.id(0), medicine: row[1], generic: Bilingual(row[2], row[3]), atc: row[4],
                strength: row[5], form: row[6], pattern: row[7], unit: row[8], timing: row[9], days: row[10],
                instruction: Bilingual(row[11], row[12]), note: row[13])
        }
    }
}
