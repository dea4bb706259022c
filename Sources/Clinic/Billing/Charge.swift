import GRDB
import Vocabulary

/// Something that was done, at the rate of its day (FHIR ChargeItem).
package struct Charge: Sendable {
    package let id: ID<Charge>
    /// What it is for: "registration", "consultation" or "order", and which.
    package let source: String
    package let sourceID: String
    package let code: String
    package let name: Bilingual
    package let category: String
    package let rate: Money
    package let quantity: Int
    package let proposedAt: Instant

    package var gross: Money { rate * quantity }
}

extension Charge {
    static let select = """
        SELECT id, source, source_id, code, name_en, name_bn, category, standard_rate, quantity, proposed_at
        FROM charge
        """

    init(row: Row) throws {
        self.init(
            id: try row.id(0), source: row[1], sourceID: row[2], code: row[3], name: Bilingual(row[4], row[5]),
            category: row[6], rate: row.money(7), quantity: row[8], proposedAt: row.instant(9))
    }
}
