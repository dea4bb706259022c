import GRDB
import HTML
import HTTP
import Vocabulary

/// The till's page of one visit: what is to be billed, or what was.
enum BillPages {
    static func register(_ routes: inout Routes) {
        routes.query("/billing/visits/:visit", by: BillingRoutes.callers, "The bill of a visit") {
            (asked: VisitQuery, act, db) in try page(asked.visit, .fresh, act, db)
        }
        routes.form(
            "/billing/visits/:visit/invoices", by: BillingRoutes.callers, "Issue an invoice, take money", again: again
        ) { (asked: TypedInvoice, act, db) in
            InvoicePages.printing(try Invoices.issue(asked.asked, act, db))
        }
        routes.form(
            "/billing/visits/:visit/completion", by: BillingRoutes.callers, "Nothing to pay: go on", again: again
        ) { (asked: VisitQuery, act, db) in
            try Invoices.complete(asked.visit, act, db)
            return SeeOther("/queue/billing")
        }
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let visit = ID<Visit>(state.value("visit")) else { throw state.problem ?? .noSuchVisit }
        return try page(visit, state, act, db)
    }

    private static func page(_ visit: ID<Visit>, _ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let token = try Tokens.find(of: visit, act, db)
        let charges = try Charges.open(of: visit, db)
        let invoices = try Invoices.all(of: visit, db)
        let granted = WaiverRequest(state).flatMap { try? Waiver($0, act) }
        return Page(
            BillingText.title, scripts: ["bill.js"], styles: ["billing.css"], address: Stage.billing.page(of: visit),
            """
            <div class="station till"><h1 class="unseen">\(BillingText.title[act.language])</h1>
            \(Form.summary(state, act.language))
            \(VisitCard.html(token, act))
            \(invoices.isEmpty ? .empty : issued(invoices, act.language))
            \(charges.isEmpty ? nothing(visit, isBilled: !invoices.isEmpty, act)
            : BillForm.html(Bill(charges, granted), visit, state, act))
            </div>
            """)
    }

    private static func issued(_ invoices: [Invoice], _ language: Language) -> HTML {
        """
        <section class="panel"><h2>\(BillingText.invoices[language])</h2>
        <ul class="rows">\(invoices.map { InvoiceRow.html($0, language) })</ul></section>
        """
    }

    private static func nothing(_ visit: ID<Visit>, isBilled: Bool, _ act: Act) -> HTML {
        let language = act.language
        let words: HTML =
            isBilled
            ? "<p>\(BillingText.allBilled[language])</p>"
            : "<h2>\(BillingText.nothingToPay[language])</h2><p>\(BillingText.noCharges[language])</p>"
        return """
            <section class="panel nothing">\(words)
            <form method="post" action="/billing/visits/\(visit.description)/completion" data-once>\(Form.envelope(act))\
            <div class="act"><button class="primary" autofocus>\(BillingText.sendOn[language])</button></div></form>
            </section>
            """
    }
}
