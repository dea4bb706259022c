import GRDB
import Vocabulary

/// The clinic's books, in double entry. An amount moves from one account to another in the transaction of what moves it.
enum Ledger {
    /// The chart of accounts is a table; these are the ones that operations name.
    enum Account: String {
        case cash = "1010"
        case receivable = "1200"
        case revenue = "4010"
        case waivers = "4090"
        case rounding = "4095"
    }

    enum Source {
        case invoice(ID<Invoice>)
        case payment(ID<Payment>)

        var kind: String {
            switch self {
            case .invoice: "invoice"
            case .payment: "payment"
            }
        }

        var id: String {
            switch self {
            case .invoice(let id): id.description
            case .payment(let id): id.description
            }
        }
    }

    /// Services are earned at their standard rates; what is waived is seen beside them and not left out.
    static func post(_ bill: Bill, as invoice: ID<Invoice>, _ act: Act, _ db: Database) throws {
        let source = Source.invoice(invoice)
        try post(bill.gross, .receivable, .revenue, source, act, db)
        try post(bill.waiver, .waivers, .receivable, source, act, db)
        try post(bill.rounding, .receivable, .rounding, source, act, db)
    }

    static func post(_ amount: Money, paidBy payment: ID<Payment>, _ act: Act, _ db: Database) throws {
        try post(amount, .cash, .receivable, .payment(payment), act, db)
    }

    /// Nothing moves nothing; a negative amount moves the other way.
    private static func post(
        _ amount: Money, _ debit: Account, _ credit: Account, _ source: Source, _ act: Act, _ db: Database
    ) throws {
        if amount == .zero { return }
        if amount < .zero { return try post(-amount, credit, debit, source, act, db) }
        try db.run(
            """
            INSERT INTO journal_entry (id, source, source_id, debit, credit, amount, day, at, staff_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<Ledger>.new(at: act.at), source.kind, source.id, debit.rawValue, credit.rawValue, amount, act.day,
                act.at, try act.staff(),
            ])
    }
}
