import GRDB
import Vocabulary

/// Someone who works here (FHIR Practitioner).
package struct Staff: Sendable {
    package let id: ID<Staff>
    package let userName: String
    package let name: Bilingual
    package let roles: Set<Role>
}

extension Staff {
    /// Columns: id, user_name, name_en, name_bn, roles joined by commas.
    static let columns = """
        staff.id, staff.user_name, staff.name_en, staff.name_bn,
        (SELECT group_concat(role) FROM staff_role WHERE staff_id = staff.id)
        """

    init(row: Row) throws {
        let roles: String = row[4] ?? ""
        self.init(
            id: try row.id(0), userName: row[1], name: Bilingual(row[2], row[3]),
            roles: Set(roles.split(separator: ",").compactMap { Role(rawValue: String($0)) }))
    }
}
