import Vocabulary

/// What the cashier asks: everything open of a visit on one invoice, with what is waived, and the money if there is any.
struct InvoiceRequest: Input {
    let visit: ID<Visit>
    let waiver: WaiverRequest?
    /// What the caller saw, so that nothing is billed unseen that was done meanwhile.
    let gross: Money?
    let tendered: Money?
    let completes: Bool
    /// Said in a form; a program that gives no money asks for none.
    var settlement: Settlement?

    init?(_ fields: inout Fields) { self.init(&fields, money: .poisha) }

    init?(_ fields: inout Fields, money: Rule<Money>) {
        waiver = WaiverRequest(&fields)
        gross = fields.optional("gross", .poisha)
        tendered = fields.optional("tendered", money)
        completes = fields.optional("complete", .boolean) ?? true
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}

/// Whether the money comes with the invoice or the invoice stays due.
enum Settlement: String, Sendable, CaseIterable { case now, later }

/// The same as it is typed at the till, in taka.
struct TypedInvoice: Input {
    let asked: InvoiceRequest

    init?(_ fields: inout Fields) {
        let settlement = fields.optional("settlement", Rule.choice(Settlement.self)) ?? .now
        guard var asked = InvoiceRequest(&fields, money: .taka) else { return nil }
        asked.settlement = settlement
        self.asked = asked
    }
}

/// Money against an invoice: how much of it is taken, and how much was handed over.
struct PaymentRequest: Input {
    let invoice: ID<Invoice>
    let amount: Money?
    let tendered: Money?

    init?(_ fields: inout Fields) {
        amount = fields.optional("amount", .poisha)
        tendered = fields.optional("tendered", .poisha)
        guard let invoice = fields.required("invoice", Rule.id(of: Invoice.self)) else { return nil }
        self.invoice = invoice
    }

    init(invoice: ID<Invoice>, amount: Money?, tendered: Money?) {
        (self.invoice, self.amount, self.tendered) = (invoice, amount, tendered)
    }
}

/// The same as it is typed at the till, in taka: what is handed over is taken as far as it is due.
struct TypedPayment: Input {
    let asked: PaymentRequest

    init?(_ fields: inout Fields) {
        let invoice = fields.required("invoice", Rule.id(of: Invoice.self))
        let tendered = fields.required("tendered", .taka)
        guard let invoice, let tendered else { return nil }
        asked = PaymentRequest(invoice: invoice, amount: nil, tendered: tendered)
    }
}

struct InvoiceQuery: Input {
    let invoice: ID<Invoice>

    init?(_ fields: inout Fields) {
        guard let invoice = fields.required("invoice", Rule.id(of: Invoice.self)) else { return nil }
        self.invoice = invoice
    }
}

/// `issued=…` right after something was issued, paid or asked for again: the page then prints it. Each time has a number
/// of its own, so that reloading prints nothing.
struct InvoicePageQuery: Input {
    let invoice: ID<Invoice>
    let printing: Int?

    init?(_ fields: inout Fields) {
        printing = fields.optional("issued", .integer(1...10_000))
        guard let invoice = fields.required("invoice", Rule.id(of: Invoice.self)) else { return nil }
        self.invoice = invoice
    }
}
