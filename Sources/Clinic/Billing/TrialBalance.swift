import GRDB
import Vocabulary

/// What every account has moved. Debits and credits are equal, and patients owe what their invoices leave open.
struct TrialBalance: Sendable {
    struct Line: Sendable {
        let code: String
        let name: Bilingual
        let debits: Money
        let credits: Money

        var balance: Money { debits - credits }
    }

    let accounts: [Line]
    /// What the invoices less their payments leave open: to be the same as the receivables.
    let due: Money

    var debits: Money { accounts.map(\.debits).sum }
    var credits: Money { accounts.map(\.credits).sum }
    var receivable: Money { accounts.first { $0.code == Ledger.Account.receivable.rawValue }?.balance ?? .zero }
    var isRight: Bool { debits == credits && receivable == due }
}

extension TrialBalance {
    static func read(_ db: Database) throws -> TrialBalance {
        let accounts = try db.list(
            "SELECT code, name_en, name_bn, debits, credits FROM trial_balance ORDER BY code"
        ) { row in
            Line(code: row[0], name: Bilingual(row[1], row[2]), debits: row.money(3), credits: row.money(4))
        }
        let due = try db.first(
            """
            SELECT (SELECT coalesce(sum(total), 0) FROM invoice) - (SELECT coalesce(sum(amount), 0) FROM payment)
            """
        ) { $0.money(0) }
        return TrialBalance(accounts: accounts, due: due ?? .zero)
    }
}
