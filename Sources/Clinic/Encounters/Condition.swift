import GRDB
import Vocabulary

/// A diagnosis that was made (FHIR Condition, category encounter-diagnosis), with the codes and words of the catalogue on
/// that day.
package struct Condition: Sendable {
    /// FHIR condition-ver-status, as much of it as a consultation needs.
    package enum Verification: String, Sendable, CaseIterable {
        case provisional, confirmed

        package var name: Bilingual {
            switch self {
            case .provisional: Bilingual("Provisional", "সম্ভাব্য")
            case .confirmed: Bilingual("Confirmed", "নিশ্চিত")
            }
        }
    }

    package let id: ID<Condition>
    /// Of the catalogue of diagnoses.
    package let code: String
    package let name: Bilingual
    package let icd10: String
    package let icd11: String
    package let icd11Title: String
    package let verification: Verification
    /// Only for who treats the patient (HL7 v3 Confidentiality R).
    package let isConfidential: Bool
}

extension Condition {
    /// Whether who asks may see what is only for who treats the patient.
    static func areShown(to act: Act) -> Bool { Callers.holding(.practise).admits(act.actor) }

    /// What everybody sees of a diagnosis that is not for everybody.
    var masked: Condition {
        Condition(
            id: id, code: "", name: AccessText.confidential, icd10: "", icd11: "", icd11Title: "",
            verification: verification, isConfidential: true)
    }

    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [Condition] {
        try db.list(
            """
            SELECT id, code, name_en, name_bn, icd10, icd11, icd11_title, verification, confidential
            FROM condition
            WHERE encounter_id = ? ORDER BY id
            """, [encounter]
        ) { row in
            Condition(
                id: try row.id(0), code: row[1], name: Bilingual(row[2], row[3]), icd10: row[4], icd11: row[5],
                icd11Title: row[6], verification: try row.word(7), isConfidential: row[8])
        }
    }
}
