import GRDB
import Vocabulary

/// Issuing and finding invoices. Each function runs inside the caller's transaction.
enum Invoices {
    /// Puts everything open of a visit on one invoice, takes the money that was handed over, and lets the token go on.
    /// - Throws: 404; 409 when there is nothing to bill, when it is billed already, or when something was done since the
    ///   caller looked; 422 and 403 as `Waiver` and `Payments.take`.
    static func issue(_ asked: InvoiceRequest, _ act: Act, _ db: Database) throws -> Invoice {
        let token = try Tokens.find(of: asked.visit, act, db)
        guard token.standing != .voided else { throw Problem.tokenIsClosed(token) }
        let bill = try bill(asked, act, db)
        let tendered = try tendered(asked, bill)
        let id = try write(bill, token, act, db)
        if let tendered {
            let amount = min(tendered, bill.total)
            _ = try Payments.take(PaymentRequest(invoice: id, amount: amount, tendered: tendered), act, db)
        }
        if asked.completes { try Queue.complete(.billing, of: asked.visit, act, db) }
        return try find(id, db)
    }

    /// The person has nothing to pay, or has paid: they go on.
    /// - Throws: 409 when something is not billed yet.
    static func complete(_ visit: ID<Visit>, _ act: Act, _ db: Database) throws {
        guard try Charges.open(of: visit, db).isEmpty else { throw Problem.somethingToBill }
        try Queue.complete(.billing, of: visit, act, db)
    }

    /// - Throws: 404 when there is none.
    static func find(_ id: ID<Invoice>, _ db: Database) throws -> Invoice {
        guard let found = try db.first(Invoice.select + " WHERE invoice.id = ?", [id], { try Invoice(row: $0) }) else {
            throw Problem.noSuchInvoice
        }
        return try whole(found, db)
    }

    /// The visit's invoices in the order they were issued.
    static func all(of visit: ID<Visit>, _ db: Database) throws -> [Invoice] {
        try db.list(Invoice.select + " WHERE visit_id = ? ORDER BY month, serial", [visit]) {
            try Invoice(row: $0)
        }.map { try whole($0, db) }
    }

    /// Writes down that the paper is printed once more.
    static func reprint(_ id: ID<Invoice>, _ act: Act, _ db: Database) throws -> Invoice {
        let copy = (try find(id, db).reprint?.copy ?? 0) + 1
        try db.run(
            "INSERT INTO invoice_reprint (invoice_id, copy, printed_at, printed_by) VALUES (?, ?, ?, ?)",
            [id, copy, act.at, try act.staff()])
        return try find(id, db)
    }

    private static func bill(_ asked: InvoiceRequest, _ act: Act, _ db: Database) throws -> Bill {
        let charges = try Charges.open(of: asked.visit, db)
        guard !charges.isEmpty else {
            throw try all(of: asked.visit, db).first.map(Problem.invoicedAlready) ?? Problem.nothingToBill
        }
        let bill = Bill(charges, try asked.waiver.map { try Waiver($0, act) })
        if let seen = asked.gross, seen != bill.gross { throw Problem.chargesChanged(bill.gross) }
        return bill
    }

    /// What was handed over; nil when nothing was, and nothing had to be.
    private static func tendered(_ asked: InvoiceRequest, _ bill: Bill) throws -> Money? {
        guard let tendered = asked.tendered, tendered > .zero else {
            if bill.total > .zero, asked.settlement == .now { throw Problem.needsTendered }
            return nil
        }
        guard bill.total > .zero else { throw Problem.nothingIsDue("tendered") }
        guard asked.settlement != .later else { throw Problem.eitherNowOrLater }
        return tendered
    }

    private static func write(_ bill: Bill, _ token: Token, _ act: Act, _ db: Database) throws -> ID<Invoice> {
        let id = ID<Invoice>.new(at: act.at)
        let number = try Numbering.invoice(act, db)
        let granted = bill.granted
        try db.run(
            """
            INSERT INTO invoice (id, number, month, serial, visit_id, patient_id, day, lines, gross, waiver, rounding,
                total, waiver_class, waiver_name_en, waiver_name_bn, waiver_percent, waiver_reason, issued_at, issued_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, number.text, number.month, number.serial, token.visit, token.patient?.id, act.day,
                bill.charges.count, bill.gross, bill.waiver, bill.rounding, bill.total, granted?.code,
                granted?.name.english, granted?.name.bangla, granted?.percent, granted?.reason, act.at,
                try act.staff(),
            ])
        for (index, charge) in bill.charges.enumerated() {
            try write(charge, bill.shares[index], at: index + 1, of: id, db)
        }
        try Ledger.post(bill, as: id, act, db)
        return id
    }

    private static func write(
        _ charge: Charge, _ waiver: Money, at position: Int, of invoice: ID<Invoice>, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO invoice_line (invoice_id, position, charge_id, code, name_en, name_bn, quantity, standard_rate,
                gross, waiver)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                invoice, position, charge.id, charge.code, charge.name.english, charge.name.bangla, charge.quantity,
                charge.rate, charge.gross, waiver,
            ])
    }

    private static func whole(_ head: Invoice, _ db: Database) throws -> Invoice {
        var invoice = head
        invoice.lines = try db.list(Invoice.Line.select + " WHERE invoice_id = ? ORDER BY position", [head.id]) {
            Invoice.Line(row: $0)
        }
        invoice.payments = try Payments.all(of: head.id, db)
        invoice.reprint = try db.first(
            """
            SELECT copy, printed_at, staff.name_en, staff.name_bn
            FROM invoice_reprint JOIN staff ON staff.id = printed_by
            WHERE invoice_id = ? ORDER BY copy DESC LIMIT 1
            """, [head.id]
        ) { row in Invoice.Reprint(copy: row[0], at: row.instant(1), by: Bilingual(row[2], row[3])) }
        return invoice
    }
}
