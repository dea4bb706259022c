import GRDB
import HTML
import HTTP
import Vocabulary

/// The manager's look into the books.
enum TrialBalancePages {
    static let callers = Callers.holding(.readLedger)

    static func register(_ routes: inout Routes) {
        routes.report("/billing/trial-balance", by: callers, "The trial balance") { (_: NoInput, act, db) in
            Page(
                BillingText.trialBalance, scripts: ["keys.js"], styles: ["billing.css"],
                html(try TrialBalance.read(db), act.language))
        }
    }

    private static func html(_ balance: TrialBalance, _ language: Language) -> HTML {
        """
        <div class="station">
        <h1>\(BillingText.trialBalance[language])</h1>
        <section class="panel"><table class="figures"><thead><tr><th scope="col">\(BillingText.account[language])</th>\
        <th scope="col" class="amount">\(BillingText.debits[language])</th>\
        <th scope="col" class="amount">\(BillingText.credits[language])</th></tr></thead>
        <tbody>\(balance.accounts.map { row($0, language) })</tbody>
        <tfoot><tr><th scope="row">\(BillingText.sum[language])</th>\
        <td class="amount">\(balance.debits.text(language))</td>\
        <td class="amount">\(balance.credits.text(language))</td></tr></tfoot></table></section>
        <p class="notice">\((balance.isRight ? BillingText.balanced : BillingText.unbalanced)[language]) \
        \(BillingText.due[language]): <b>\(balance.due.text(language))</b></p>
        </div>
        """
    }

    private static func row(_ line: TrialBalance.Line, _ language: Language) -> HTML {
        """
        <tr><th scope="row">\(language.digits(line.code)) \(line.name[language])</th>\
        <td class="amount">\(line.debits.text(language))</td><td class="amount">\(line.credits.text(language))</td></tr>
        """
    }
}
