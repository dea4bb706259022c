import GRDB
import Vocabulary

/// What a visit is asked to pay (FHIR Invoice). Once issued, nothing in it changes.
package struct Invoice: Sendable {
    /// How far it is settled: a pure function of its payments.
    package enum Status: String, Sendable, CaseIterable {
        case due
        case partPaid = "part-paid"
        case paid
    }

    package struct Line: Sendable {
        package let code: String
        package let name: Bilingual
        package let quantity: Int
        package let rate: Money
        package let gross: Money
        package let waiver: Money

        package var net: Money { gross - waiver }
    }

    /// The paper's last copy, who made it and when.
    package struct Reprint: Sendable {
        package let copy: Int
        package let at: Instant
        package let by: Bilingual
    }

    package let id: ID<Invoice>
    package let number: String
    package let visit: ID<Visit>
    package let patient: ID<Patient>?
    package let day: Day
    package let gross: Money
    package let waiver: Money
    package let rounding: Money
    package let total: Money
    package let granted: Waiver?
    package let issuedAt: Instant
    package let cashier: Bilingual
    package var lines: [Line] = []
    package var payments: [Payment] = []
    package var reprint: Reprint?

    package var paid: Money { payments.map(\.amount).sum }
    package var due: Money { total - paid }
    package var status: Status { due == .zero ? .paid : paid == .zero ? .due : .partPaid }
}

extension Invoice {
    static let select = """
        SELECT invoice.id, number, visit_id, patient_id, day, gross, waiver, rounding, total, waiver_class,
            waiver_name_en, waiver_name_bn, waiver_percent, waiver_reason, issued_at, staff.name_en, staff.name_bn
        FROM invoice JOIN staff ON staff.id = invoice.issued_by
        """

    init(row: Row) throws {
        self.init(
            id: try row.id(0), number: row[1], visit: try row.id(2), patient: try row.optionalID(3),
            day: try row.day(4), gross: row.money(5), waiver: row.money(6), rounding: row.money(7),
            total: row.money(8),
            granted: Waiver(row: row, first: 9),
            issuedAt: row.instant(14), cashier: Bilingual(row[15], row[16]))
    }
}

extension Invoice.Line {
    static let select = """
        SELECT code, name_en, name_bn, quantity, standard_rate, gross, waiver FROM invoice_line
        """

    init(row: Row) {
        self.init(
            code: row[0], name: Bilingual(row[1], row[2]), quantity: row[3], rate: row.money(4), gross: row.money(5),
            waiver: row.money(6))
    }
}

extension Waiver {
    /// Nil when nothing was waived.
    fileprivate init?(row: Row, first: Int) {
        guard let code: String = row[first] else { return nil }
        self.init(
            code: code, name: Bilingual(row[first + 1], row[first + 2]), percent: row[first + 3],
            reason: row[first + 4])
    }
}
