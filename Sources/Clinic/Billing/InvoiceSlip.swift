import HTML
import HTTP
import Vocabulary

/// The paper the person takes home: 80 mm wide, in Bangla.
enum InvoiceSlip {
    static func page(_ invoice: Invoice, _ token: Token, _ act: Act) -> Page {
        Page(
            Bilingual("Invoice \(invoice.number)", "বিল \(invoice.number)"), frame: .paper, styles: ["invoice.css"],
            html(invoice, token, act.site.configuration.clinicName[.bangla]))
    }

    private static func html(_ invoice: Invoice, _ token: Token, _ clinic: String) -> HTML {
        """
        <div class="invoice \(length(of: invoice))" lang="bn">
        <header><b>\(clinic)</b><span>\(words(BillingText.invoiceAndReceipt))</span></header>
        \(copy(invoice))
        \(head(invoice, token))
        <table><tbody>\(invoice.lines.map(line))</tbody></table>
        \(sums(invoice))
        <p class="words">\(words(BillingText.inWords)): \(BanglaWords.amount(invoice.total))</p>
        \(invoice.payments.map(payment))
        \(invoice.due == .zero ? .empty : "<p class=\"row strong\"><span>\(words(BillingText.due))</span><b>\(amount(invoice.due))</b></p>" as HTML)
        <footer>\(invoice.cashier.bangla) · \(words(BillingText.cashDesk))</footer>
        </div>
        """
    }

    /// Thermal paper is cut after the page, so that the page is chosen by how much there is to say.
    private static func length(of invoice: Invoice) -> String {
        let lines =
            invoice.lines.count + 2 * invoice.payments.count + (invoice.granted == nil ? 0 : 2)
            + (invoice.reprint == nil ? 0 : 2)
        return lines <= 8 ? "short" : lines <= 16 ? "medium" : "long"
    }

    /// A copy says so, when and by whom; the paper of a later payment is no copy.
    private static func copy(_ invoice: Invoice) -> HTML? {
        guard let reprint = invoice.reprint, reprint.at >= invoice.payments.last?.at ?? reprint.at else { return nil }
        return """
            <p class="copy">\(words(BillingText.copy(reprint.copy)))<small>\
            \(Day(reprint.at).words(.bangla)), \(Language.bangla.digits(reprint.at.wallClock)) · \(reprint.by.bangla)\
            </small></p>
            """
    }

    private static func head(_ invoice: Invoice, _ token: Token) -> HTML {
        let age = token.patient?.age.map { ", " + $0.words(.bangla) } ?? ""
        return """
            <p class="row"><span>\(words(BillingText.invoiceNumber))</span><b>\(invoice.number)</b></p>
            <p class="row"><span>\(words(BillingText.date))</span><span>\(invoice.day.words(.bangla)), \
            \(Language.bangla.digits(invoice.issuedAt.wallClock))</span></p>
            <p class="row"><span>\(words(BillingText.patient))</span><b>\(token.patient?.name(.bangla) ?? words(BillingText.noName))\(age)</b></p>
            <p class="row"><span>\(words(BillingText.token))</span><span>\(Language.bangla.digits(token.serial))</span></p>
            """
    }

    private static func line(_ line: Invoice.Line) -> HTML {
        let times = line.quantity == 1 ? "" : " × " + Language.bangla.digits(line.quantity)
        return "<tr><td>\(line.name.bangla)\(times)</td><td>\(amount(line.gross))</td></tr>"
    }

    private static func sums(_ invoice: Invoice) -> HTML {
        """
        <p class="row"><span>\(words(BillingText.gross))</span><span>\(amount(invoice.gross))</span></p>
        \(invoice.granted.map { waiver($0, invoice.waiver) })
        \(invoice.rounding == .zero ? .empty
        : "<p class=\"row\"><span>\(words(BillingText.rounding))</span><span>\(amount(invoice.rounding))</span></p>" as HTML)
        <p class="row total"><span>\(words(BillingText.toPay))</span><b>\(amount(invoice.total))</b></p>
        """
    }

    private static func waiver(_ granted: Waiver, _ amount: Money) -> HTML {
        """
        <p class="row"><span>\(words(BillingText.waiver)): \(granted.name.bangla) \(Language.bangla.digits(granted.percent))%</span>\
        <span>\(self.amount(-amount))</span></p><p class="reason">\(granted.reason)</p>
        """
    }

    private static func payment(_ payment: Payment) -> HTML {
        """
        <p class="row strong"><span>\(words(BillingText.paidInCash))</span><b>\(amount(payment.amount))</b></p>
        <p class="row"><span>\(words(BillingText.given)) \(amount(payment.tendered))</span><span>\(words(BillingText.back)) \(amount(payment.change))</span></p>
        <p class="row"><span>\(words(BillingText.receiptNumber))</span><span>\(payment.number)</span></p>
        """
    }

    private static func words(_ words: Bilingual) -> String { words[.bangla] }
    private static func amount(_ money: Money) -> String { money.text(.bangla) }
}
