import GRDB
import Vocabulary

/// Who was looked for, and who fits, with what they are told apart by.
struct PatientMatches {
    let text: String
    let patients: [Patient]
    let relatives: [ID<Patient>: [Relationship: RelatedPerson]]

    init(_ text: String, _ patients: [Patient], _ db: Database) throws {
        self.text = text
        self.patients = patients
        relatives = try PatientRecords.relatives(of: patients, db)
    }

    static func search(_ text: String, _ act: Act, _ db: Database) throws -> PatientMatches {
        try PatientMatches(text, try Patients.search(text, act, db), db)
    }
}
