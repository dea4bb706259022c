import HTML
import Vocabulary

/// What is handed over, by keypad or by notes, and what goes back.
enum CashForm {
    private static let notes: [Int64] = [100, 200, 500, 1000]

    static func html(_ due: Money, _ state: FormState, _ language: Language) -> HTML {
        """
        <div class="tendered" data-due="\(String(due.poisha))">\(tendered.html(state, language))
        <div class="notes" hidden><button type="button" data-exact>\(BillingText.exact[language])</button>\
        \(notes.map { note($0, language) })</div>
        <p class="change" aria-live="polite"><span data-back="\(BillingText.giveBack[language])" \
        data-due="\(BillingText.staysDue[language])"></span> <output id="change"></output></p></div>
        """
    }

    private static func note(_ taka: Int64, _ language: Language) -> HTML {
        "<button type=\"button\" data-note=\"\(String(taka))\">\(Money(taka: taka).text(language))</button>"
    }

    private static let tendered = Form.Field("tendered", BillingText.tendered).with {
        $0.inputMode = "decimal"
        $0.isOptional = false
    }
}
