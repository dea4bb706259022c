import GRDB
import HTTP
import Vocabulary

/// Amounts are in poisha on the wire, in both directions.
enum BillingRoutes {
    static let callers = Stage.billing.callers

    static func register(_ routes: inout Routes) {
        routes.query("/api/visits/:visit/charges", by: callers, "What is to be billed of a visit") {
            (asked: VisitQuery, act, db) in
            _ = try Tokens.find(of: asked.visit, act, db)
            return OK(ChargeList(charges: try Charges.open(of: asked.visit, db)))
        }
        routes.query("/api/visits/:visit/invoices", by: callers, "The invoices of a visit") {
            (asked: VisitQuery, act, db) in
            _ = try Tokens.find(of: asked.visit, act, db)
            return OK(InvoiceList(invoices: try Invoices.all(of: asked.visit, db)))
        }
        routes.command(.post, "/api/visits/:visit/invoices", by: callers, "Issue an invoice over all that is open") {
            (asked: InvoiceRequest, act, db) in
            let invoice = try Invoices.issue(asked, act, db)
            return Created(invoice, at: "/api/invoices/\(invoice.id)")
        }
        routes.command(.post, "/api/visits/:visit/billing/completion", by: callers, "Nothing is left to bill: go on") {
            (asked: VisitQuery, act, db) in
            try Invoices.complete(asked.visit, act, db)
            return NoContent()
        }
        routes.query("/api/invoices/:invoice", by: callers, "One invoice") { (asked: InvoiceQuery, _, db) in
            OK(try Invoices.find(asked.invoice, db))
        }
        routes.command(.post, "/api/invoices/:invoice/payments", by: callers, "Take cash against an invoice") {
            (asked: PaymentRequest, act, db) in
            let payment = try Payments.take(asked, act, db)
            let invoice = try Invoices.find(asked.invoice, db)
            return Created(Receipt(payment: payment, due: invoice.due), at: "/api/invoices/\(invoice.id)")
        }
        routes.command(.post, "/api/invoices/:invoice/reprints", by: callers, "Print an invoice again") {
            (asked: InvoiceQuery, act, db) in
            let invoice = try Invoices.reprint(asked.invoice, act, db)
            return Created(invoice, at: "/billing/invoices/\(invoice.id)/print")
        }
        routes.report(
            "/api/trial-balance", by: TrialBalancePages.callers.and(.clients(.reports)), "What every account has moved"
        ) {
            (_: NoInput, _, db) in
            OK(try TrialBalance.read(db))
        }
    }
}

struct ChargeList: JSONObject {
    let charges: [Charge]

    static let properties: [Property<ChargeList>] = [
        .array("charges") { $0.charges },
        .money("gross") { $0.charges.map(\.gross).sum },
    ]
}

struct InvoiceList: JSONObject {
    let invoices: [Invoice]

    static let properties: [Property<InvoiceList>] = [.array("invoices") { $0.invoices }]
}

/// A payment, and what it leaves open.
struct Receipt: JSONObject {
    let payment: Payment
    let due: Money

    static let properties: [Property<Receipt>] = [
        .id("id") { $0.payment.id },
        .string("number") { $0.payment.number },
        .id("invoiceId") { $0.payment.invoice },
        .money("amount") { $0.payment.amount },
        .money("tendered") { $0.payment.tendered },
        .money("change") { $0.payment.change },
        .instant("at") { $0.payment.at },
        .money("due") { $0.due },
    ]
}

extension Charge: JSONObject {
    package static let properties: [Property<Charge>] = [
        .id("id") { $0.id },
        .string("source", oneOf: ["registration", "consultation", "order"]) { $0.source },
        .string("sourceId", format: "uuid") { $0.sourceID },
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .string("category") { $0.category },
        .integer("quantity") { $0.quantity },
        .money("rate") { $0.rate },
        .money("gross") { $0.gross },
        .instant("proposedAt") { $0.proposedAt },
    ]
}

extension Invoice: JSONObject {
    package static let properties: [Property<Invoice>] = [
        .id("id") { $0.id },
        .string("number") { $0.number },
        .id("visitId") { $0.visit },
        .optionalID("patientId") { $0.patient },
        .string("day", format: "date") { $0.day.description },
        .array("lines") { $0.lines },
        .money("gross") { $0.gross },
        .money("waiver") { $0.waiver },
        .optionalString("waiverClass") { $0.granted?.code },
        .optionalInteger("waiverPercent") { $0.granted?.percent },
        .optionalString("waiverReason") { $0.granted?.reason },
        .money("rounding") { $0.rounding },
        .money("total") { $0.total },
        .money("paid") { $0.paid },
        .money("due") { $0.due },
        .string("status", oneOf: Status.allCases.map(\.rawValue)) { $0.status.rawValue },
        .array("payments") { $0.payments },
        .instant("issuedAt") { $0.issuedAt },
    ]
}

extension Invoice.Line: JSONObject {
    package static let properties: [Property<Invoice.Line>] = [
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .integer("quantity") { $0.quantity },
        .money("rate") { $0.rate },
        .money("gross") { $0.gross },
        .money("waiver") { $0.waiver },
        .money("net") { $0.net },
    ]
}

extension Payment: JSONObject {
    package static let properties: [Property<Payment>] = [
        .id("id") { $0.id },
        .string("number") { $0.number },
        .money("amount") { $0.amount },
        .money("tendered") { $0.tendered },
        .money("change") { $0.change },
        .instant("at") { $0.at },
    ]
}

extension TrialBalance: JSONObject {
    static let properties: [Property<TrialBalance>] = [
        .array("accounts") { $0.accounts },
        .money("debits") { $0.debits },
        .money("credits") { $0.credits },
        .money("receivable") { $0.receivable },
        .money("due") { $0.due },
    ]
}

extension TrialBalance.Line: JSONObject {
    static let properties: [Property<TrialBalance.Line>] = [
        .string("code") { $0.code },
        .bilingual("name") { $0.name },
        .money("debits") { $0.debits },
        .money("credits") { $0.credits },
    ]
}
