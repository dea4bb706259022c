import HTML
import Vocabulary

/// One invoice in a list: its number, when, how much, how far it is settled.
enum InvoiceRow {
    static func html(_ invoice: Invoice, _ language: Language) -> HTML {
        """
        <li><span><b>\(invoice.number)</b> · \(invoice.total.text(language)) · \(BillingText.status(invoice)[language])\
        <small>\(invoice.day.words(language)), \(language.digits(invoice.issuedAt.wallClock))</small></span>\
        <a class="button" href="/billing/invoices/\(invoice.id.description)">\(BillingText.open[language])</a></li>
        """
    }
}
