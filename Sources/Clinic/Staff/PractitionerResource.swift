import FHIR
import GRDB
import Vocabulary

extension Practitioner {
    /// One of the staff: by the number of the medical council if it has given them one, and by our own id.
    init(_ id: ID<Staff>, _ db: Database) throws {
        let found = try db.first(
            """
            SELECT name_en, name_bn, registration_number, qualification, EXISTS (
                SELECT 1 FROM staff_role WHERE staff_id = staff.id AND (role = 'doctor' OR role = 'sonographer'))
            FROM staff WHERE id = ?
            """, [id]
        ) { row in
            Practitioner(
                id, english: row[0], bangla: row[1], registration: row[4] ? row[2] : nil, qualification: row[3])
        }
        guard let found else { throw CorruptValue(column: 0, type: "Staff") }
        self = found
    }

    private init(
        _ id: ID<Staff>, english: String, bangla: String, registration: String?, qualification: String?
    ) {
        let type = CodeableConcept(Coding(CodeSystem.identifierType, "MD", "Medical License number"))
        let council = registration.map { Identifier(system: BDCore.medicalCouncil, value: $0, type: type) }
        self.init(
            identifier: [council, Identifier(uuid: id.description)].compactMap(\.self),
            name: [BDCore.name(english: english, bangla: bangla)].compactMap(\.self))
        meta = BDCore.profile("bd-practitioner")
        active = true
        self.qualification = qualification.map { [Qualification($0)] }
    }
}
