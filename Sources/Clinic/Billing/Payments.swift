import GRDB
import Vocabulary

/// Money over the counter. Each function runs inside the caller's transaction.
enum Payments {
    /// Takes cash against an invoice: a part or all of what is due, never more.
    /// - Throws: 404; 422 naming the amount or what was handed over.
    static func take(_ asked: PaymentRequest, _ act: Act, _ db: Database) throws -> Payment {
        let invoice = try Invoices.find(asked.invoice, db)
        let (amount, tendered) = try amounts(asked, due: invoice.due)
        let id = ID<Payment>.new(at: act.at)
        let number = try Numbering.receipt(act, db)
        try db.run(
            """
            INSERT INTO payment (id, number, month, serial, invoice_id, method, amount, tendered, change, at, staff_id)
            VALUES (?, ?, ?, ?, ?, 'cash', ?, ?, ?, ?, ?)
            """,
            [
                id, number.text, number.month, number.serial, invoice.id, amount, tendered, tendered - amount, act.at,
                try act.staff(),
            ])
        try Ledger.post(amount, paidBy: id, act, db)
        return try find(id, db)
    }

    /// The invoice's payments in the order they were made.
    static func all(of invoice: ID<Invoice>, _ db: Database) throws -> [Payment] {
        try db.list(Payment.select + " WHERE invoice_id = ? ORDER BY month, serial", [invoice]) {
            try Payment(row: $0)
        }
    }

    /// What is taken and what was handed over; where one was not said, it follows from the other.
    private static func amounts(_ asked: PaymentRequest, due: Money) throws -> (amount: Money, tendered: Money) {
        let field = asked.amount == nil && asked.tendered != nil ? "tendered" : "amount"
        guard due > .zero else { throw Problem.nothingIsDue(field) }
        let amount = asked.amount ?? min(asked.tendered ?? .zero, due)
        guard amount > .zero else { throw Problem.needsAmount(field) }
        guard amount <= due else { throw Problem.aboveWhatIsDue(due) }
        let tendered = asked.tendered ?? amount
        guard tendered >= amount else { throw Problem.tenderedTooLittle(amount) }
        return (amount, tendered)
    }

    private static func find(_ id: ID<Payment>, _ db: Database) throws -> Payment {
        guard let found = try db.first(Payment.select + " WHERE payment.id = ?", [id], { try Payment(row: $0) }) else {
            throw Problem.noSuchInvoice
        }
        return found
    }
}
