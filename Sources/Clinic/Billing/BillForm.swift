import HTML
import Vocabulary

/// Charges, waiver, money: what is shown is worked out here for what was typed, and by script while it is typed.
enum BillForm {
    static func html(_ bill: Bill, _ visit: ID<Visit>, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        return """
            <form class="bill" method="post" action="/billing/visits/\(visit.description)/invoices" data-once \
            data-gross="\(String(bill.gross.poisha))">\(Form.envelope(act))\
            <input type="hidden" name="gross" value="\(String(bill.gross.poisha))">
            <div class="bill-what">
            <section class="panel">\(charges(bill, language))</section>
            <section class="panel">\(waiver(state, act))</section>
            </div>
            <section class="panel bill-money">\(money(bill, state, language))</section>
            <div class="act"><button class="primary" data-take="\(BillingText.issueAndTake[language])" \
            data-free="\(BillingText.issueFree[language])" data-due="\(BillingText.issueDue[language])">\
            \(action(bill, state)[language])</button></div>
            </form>
            """
    }

    private static func action(_ bill: Bill, _ state: FormState) -> Bilingual {
        if bill.total == .zero { return BillingText.issueFree }
        let isLater = state.value("settlement") == Settlement.later.rawValue
        return isLater ? BillingText.issueDue : BillingText.issueAndTake
    }

    private static func charges(_ bill: Bill, _ language: Language) -> HTML {
        let rows: [HTML] = bill.charges.map { charge in
            let times = charge.quantity == 1 ? "" : " × " + language.digits(charge.quantity)
            return """
                <tr><td>\(charge.name[language])\(times)\
                <small lang="\(language.other.rawValue)">\(charge.name[language.other])</small></td>\
                <td class="amount">\(charge.gross.text(language))</td></tr>
                """
        }
        return """
            <table class="figures"><thead><tr><th scope="col">\(BillingText.charges[language])</th>\
            <th scope="col" class="amount">\(BillingText.rate[language])</th></tr></thead>
            <tbody>\(rows)</tbody>
            <tfoot><tr><th scope="row">\(BillingText.gross[language])</th>\
            <td class="amount">\(bill.gross.text(language))</td></tr></tfoot></table>
            """
    }

    // MARK: Waiver

    private static func waiver(_ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let open = act.site.catalogue.exemptions.all.filter { $0.limit(for: act) >= $0.percent.lowerBound }
        let isAll = act.site.catalogue.exemptions.all.allSatisfy { $0.limit(for: act) == $0.percent.upperBound }
        return """
            <fieldset class="choice" id="waiverClass"><legend>\(BillingText.waiver[language])</legend>
            \(Form.errorText("waiverClass", state, language))
            <div class="tiles">\(tile("", BillingText.noWaiver, percent: 0..<1, hasReason: true, state, language))\
            \(open.map { tile($0, state, act) })</div>
            \(isAll ? .empty : "<p class=\"hint\">\(BillingText.managerGrants[language])</p>" as HTML)</fieldset>
            <div class="waiver-percent">\(percent.html(state, language))</div>
            <div class="waiver-reason">\(reason.html(state, language))</div>
            """
    }

    private static func tile(_ exemption: Exemption, _ state: FormState, _ act: Act) -> HTML {
        let limit = exemption.limit(for: act)
        return tile(
            exemption.code, BillingText.tile(exemption, upTo: limit),
            percent: exemption.percent.lowerBound..<limit + 1, hasReason: exemption.standingReason != nil, state,
            act.language)
    }

    /// - Parameter hasReason: nobody has to be asked for one.
    private static func tile(
        _ code: String, _ text: Bilingual, percent: Range<Int>, hasReason: Bool, _ state: FormState,
        _ language: Language
    ) -> HTML {
        """
        <label class="tile"><input type="radio" name="waiverClass" value="\(code)" \
        data-low="\(percent.lowerBound)" data-high="\(percent.upperBound - 1)"\
        \(HTML.flag("data-has-reason", hasReason))\(HTML.flag("checked", state.value("waiverClass") == code))>\
        <span>\(text[language])</span></label>
        """
    }

    private static let percent = Form.Field("waiverPercent", BillingText.percent).with {
        $0.inputMode = "numeric"
        $0.isOptional = false
    }
    private static let reason = Form.Field("waiverReason", BillingText.reason).with {
        $0.hint = BillingText.reasonHint
        $0.isOptional = false
    }

    // MARK: Money

    private static func money(_ bill: Bill, _ state: FormState, _ language: Language) -> HTML {
        let choices = Settlement.allCases.map { (value: $0.rawValue, text: BillingText.settlement($0)) }
        return """
            <p class="money-label">\(BillingText.toPay[language])</p>
            <output class="money-total" id="total">\(bill.total.text(language))</output>
            <p class="money-parts" id="parts">\(parts(bill, language))</p>
            <div class="cash"\(HTML.flag("hidden", bill.total == .zero))>
            \(Form.choice("settlement", BillingText.settlement, choices, selected: Settlement.now.rawValue, state, language))
            \(CashForm.html(bill.total, state, language))
            </div>
            """
    }

    /// "Total ৳150 · Waiver −৳45": how the total came about, when it is not the plain sum.
    private static func parts(_ bill: Bill, _ language: Language) -> String {
        guard bill.waiver > .zero else { return "" }
        return BillingText.gross[language] + " " + bill.gross.text(language) + " · " + BillingText.waiver[language]
            + " "
            + (-bill.waiver).text(language)
    }
}
