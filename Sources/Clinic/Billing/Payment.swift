import GRDB
import Vocabulary

/// Cash over the counter against one invoice, with its receipt's number (FHIR PaymentReconciliation).
package struct Payment: Sendable {
    package let id: ID<Payment>
    package let number: String
    package let invoice: ID<Invoice>
    package let amount: Money
    /// What was handed over, and what of it went back.
    package let tendered: Money
    package let change: Money
    package let at: Instant
    package let cashier: Bilingual
}

extension Payment {
    static let select = """
        SELECT payment.id, number, invoice_id, amount, tendered, change, at, staff.name_en, staff.name_bn
        FROM payment JOIN staff ON staff.id = payment.staff_id
        """

    init(row: Row) throws {
        self.init(
            id: try row.id(0), number: row[1], invoice: try row.id(2), amount: row.money(3), tendered: row.money(4),
            change: row.money(5), at: row.instant(6), cashier: Bilingual(row[7], row[8]))
    }
}
