import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

/// L19: what is issued stays, whoever asks: the schema is the judge.
@Suite struct BillingSchemaTests {
    @Test(arguments: [
        "UPDATE invoice SET total = 0, rounding = rounding - total", "UPDATE invoice SET number = 'KAR-2611-000009'",
        "DELETE FROM invoice", "UPDATE invoice_line SET waiver = 1", "DELETE FROM invoice_line",
        "UPDATE payment SET amount = 1, tendered = 1, change = 0", "DELETE FROM payment",
        "UPDATE journal_entry SET amount = 1", "DELETE FROM journal_entry", "DELETE FROM charge",
        "UPDATE charge SET standard_rate = 1",
        "UPDATE charge SET cancelled_at = 1, cancelled_by = proposed_by, reason = 'x'",
        "UPDATE invoice_reprint SET copy = 7", "DELETE FROM invoice_reprint",
        """
        INSERT INTO invoice_line (invoice_id, position, charge_id, code, name_en, name_bn, quantity, standard_rate, gross,
            waiver)
        SELECT id, 2, (SELECT id FROM charge WHERE quantity = 2), 'T', 'x', 'x', 2, 0, 0, 0 FROM invoice
        """,
        """
        INSERT INTO payment (id, number, month, serial, invoice_id, method, amount, tendered, change, at, staff_id)
        SELECT hex(randomblob(18)), 'X', '2026-11', 9, id, 'cash', 4001, 4001, 0, 1, issued_by FROM invoice
        """,
        """
        INSERT INTO journal_entry (id, source, source_id, debit, credit, amount, day, at, staff_id)
        SELECT hex(randomblob(18)), 'payment', id, '1010', '1010', 5, day, 1, issued_by FROM invoice
        """,
    ])
    func whatIsIssuedStays(_ sql: String) throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let invoice = clinic.invoice(visit, #"{"tendered":1000}"#)
            clinic.send(
                .post, "/api/invoices/\(invoice.json["id"]?.string ?? "")/reprints", as: .role(.cashier), json: "{}")
            try clinic.charge(visit, 0, quantity: 2)
            #expect(throws: DatabaseError.self) { try clinic.store.write { try $0.execute(sql: sql) } }
        }
    }

    @Test(arguments: [
        "total = 5050, rounding = 50", "total = 5100", "waiver = 100, total = 4900", "rounding = 60, total = 5060",
        "gross = -100, total = -100", "month = 'November'", "serial = 0", "lines = 0",
        "waiver_class = 'FREE', waiver_percent = 100",
    ])
    func anInvoiceThatDoesNotAddUpIsRefused(_ change: String) throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(try clinic.visitToBill(charged: 5000))
            #expect(invoice.status == .created)
            try insertAnother(clinic, serial: 2, "day = day")
            #expect(throws: DatabaseError.self) { try insertAnother(clinic, serial: 3, change) }
        }
    }

    /// Of an invoice over nothing no ledger row speaks; its lines are counted all the same.
    @Test func nothingIsAddedToAnInvoiceOverNothing() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 0)
            #expect(clinic.invoice(visit).json["total"]?.integer == 0)
            try clinic.charge(visit, 0)
            #expect(throws: DatabaseError.self) {
                try clinic.store.write { db in
                    try db.execute(
                        sql: """
                            INSERT INTO invoice_line
                            SELECT invoice.id, 2, charge.id, 'T', 'x', 'x', 1, 0, 0, 0 FROM invoice, charge
                            WHERE charge.id NOT IN (SELECT charge_id FROM invoice_line)
                            """)
                }
            }
        }
    }

    private func insertAnother(_ clinic: TestClinic, serial: Int, _ change: String) throws {
        try clinic.store.write { db in
            try db.execute(
                sql: """
                    CREATE TEMP TABLE draft AS SELECT * FROM invoice WHERE serial = 1;
                    UPDATE draft SET id = hex(randomblob(18)), number = 'X-\(serial)', serial = \(serial);
                    UPDATE draft SET \(change);
                    INSERT INTO invoice SELECT * FROM draft;
                    DROP TABLE draft
                    """)
        }
    }
}
