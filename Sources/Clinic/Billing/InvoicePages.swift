import GRDB
import HTML
import HTTP
import Vocabulary

/// An issued invoice: what goes back, what stays due, and its paper.
enum InvoicePages {
    static func register(_ routes: inout Routes) {
        routes.query("/billing/invoices/:invoice", by: BillingRoutes.callers, "One invoice") {
            (asked: InvoicePageQuery, act, db) in try page(asked.invoice, asked.printing, .fresh, act, db)
        }
        routes.query("/billing/invoices/:invoice/print", by: BillingRoutes.callers, "The invoice, 80 mm wide") {
            (asked: InvoiceQuery, act, db) in
            let invoice = try Invoices.find(asked.invoice, db)
            return InvoiceSlip.page(invoice, try Tokens.find(of: invoice.visit, act, db), act)
        }
        routes.form(
            "/billing/invoices/:invoice/payments", by: BillingRoutes.callers, "Take what is due", again: again
        ) { (asked: TypedPayment, act, db) in
            _ = try Payments.take(asked.asked, act, db)
            return printing(try Invoices.find(asked.asked.invoice, db))
        }
        routes.form("/billing/invoices/:invoice/reprints", by: BillingRoutes.callers, "Print again", again: again) {
            (asked: InvoiceQuery, act, db) in printing(try Invoices.reprint(asked.invoice, act, db))
        }
    }

    /// To the invoice's page, which prints it once.
    static func printing(_ invoice: Invoice) -> SeeOther {
        SeeOther("/billing/invoices/\(invoice.id)?issued=\(1 + invoice.payments.count + (invoice.reprint?.copy ?? 0))")
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let invoice = ID<Invoice>(state.value("invoice")) else { throw state.problem ?? .noSuchInvoice }
        return try page(invoice, nil, state, act, db)
    }

    private static func page(
        _ id: ID<Invoice>, _ printing: Int?, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let invoice = try Invoices.find(id, db)
        let token = try Tokens.find(of: invoice.visit, act, db)
        return Page(
            Bilingual("Invoice \(invoice.number)", "বিল \(invoice.number)"), scripts: ["bill.js", "token.js"],
            styles: ["billing.css"], address: "/billing/invoices/\(id)",
            """
            <div class="station till">
            \(Form.summary(state, act.language))
            \(VisitCard.html(token, act))
            \(issued(invoice, printing, act.language))
            <div class="invoice-actions">\(invoice.due > .zero ? payment(invoice, state, act) : .empty)
            \(others(invoice, act))</div>
            <div class="act"><a class="button primary" href="/queue/billing" data-back autofocus>\
            \(BillingText.nextPerson[act.language])</a></div>
            </div>
            """)
    }

    private static func issued(_ invoice: Invoice, _ printing: Int?, _ language: Language) -> HTML {
        """
        <section class="panel invoice"><h1>\(BillingText.invoice[language]) \(invoice.number)</h1>
        \(printing == nil ? .empty : result(invoice, language))
        \(facts(invoice, language))
        \(printing == nil ? .empty : paper(invoice, language))
        </section>
        """
    }

    /// What the hand has to do next: give back, or say what stays due.
    private static func result(_ invoice: Invoice, _ language: Language) -> HTML {
        let change = invoice.payments.last?.change ?? .zero
        let (label, amount) =
            switch invoice.due {
            case .zero where invoice.total == .zero: (BillingText.toPay, Money.zero)
            case .zero: (BillingText.giveBack, change)
            case let due: (BillingText.staysDue, due)
            }
        return """
            <p class="money-label">\(label[language])</p><p class="money-total">\(amount.text(language))</p>
            """
    }

    private static func facts(_ invoice: Invoice, _ language: Language) -> HTML {
        let amounts: [(Bilingual, Money?)] = [
            (BillingText.gross, invoice.gross), (BillingText.waiver, invoice.waiver == .zero ? nil : -invoice.waiver),
            (BillingText.rounding, invoice.rounding == .zero ? nil : invoice.rounding),
            (BillingText.toPay, invoice.total), (BillingText.paid, invoice.paid == .zero ? nil : invoice.paid),
            (BillingText.due, invoice.due == .zero ? nil : invoice.due),
        ]
        let rows: [HTML] = amounts.compactMap { label, amount in
            amount.map { "<dt>\(label[language])</dt><dd>\($0.text(language))</dd>" }
        }
        let why: HTML? = invoice.granted.map { granted in
            """
            <dt>\(BillingText.reason[language])</dt><dd>\(granted.name[language]) \
            \(language.digits(granted.percent))%: \(granted.reason)</dd>
            """
        }
        return "<dl class=\"facts\">\(rows)\(why)</dl>"
    }

    /// The paper in a frame of its own, which prints itself.
    private static func paper(_ invoice: Invoice, _ language: Language) -> HTML {
        """
        <p class="print-state" role="status">\(BillingText.printed[language])</p>
        <iframe class="invoice-frame" src="/billing/invoices/\(invoice.id.description)/print" data-prints \
        title="\(BillingText.invoice[language])"></iframe>
        """
    }

    private static func payment(_ invoice: Invoice, _ state: FormState, _ act: Act) -> HTML {
        """
        <form class="panel bill-money" method="post" action="/billing/invoices/\(invoice.id.description)/payments" \
        data-once>\(Form.envelope(act))<h2>\(BillingText.takeDue[act.language])</h2>
        \(CashForm.html(invoice.due, state, act.language))
        <button>\(BillingText.takeMoney[act.language])</button></form>
        """
    }

    private static func others(_ invoice: Invoice, _ act: Act) -> HTML {
        """
        <form method="post" action="/billing/invoices/\(invoice.id.description)/reprints" data-once>\
        \(Form.envelope(act))<button>\(BillingText.reprint[act.language])</button></form>
        <a class="button" href="\(Stage.billing.page(of: invoice.visit))">\(BillingText.visit[act.language])</a>
        """
    }
}
