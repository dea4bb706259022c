import GRDB
import Vocabulary

/// Someone who works here (FHIR Practitioner).
package struct Staff: Sendable {
    package let id: ID<Staff>
    package let userName: String
    package let name: Bilingual
    package let roles: Set<Role>
    /// By which the council of the profession knows them (BMDC, BNMC), and the degrees it recognises. Prescriptions say
    /// both.
    package let registrationNumber: String?
    package let qualification: String?
}

extension Staff {
    /// Seven columns: id, user_name, name_en, name_bn, roles joined by commas, registration number, qualification.
    static let columns = """
        staff.id, staff.user_name, staff.name_en, staff.name_bn,
        (SELECT group_concat(role) FROM staff_role WHERE staff_id = staff.id),
        staff.registration_number, staff.qualification
        """

    init(row: Row) throws {
        let roles: String = row[4] ?? ""
        self.init(
            id: try row.id(0), userName: row[1], name: Bilingual(row[2], row[3]),
            roles: Set(roles.split(separator: ",").compactMap { Role(rawValue: String($0)) }),
            registrationNumber: row[5], qualification: row[6])
    }
}
