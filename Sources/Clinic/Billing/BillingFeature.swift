import Vocabulary

extension Feature {
    /// What was done is charged, invoiced, paid and booked.
    static let billing = Feature(
        name: Bilingual("Billing", "বিল"),
        menu: [
            MenuItem(name: BillingText.accounts, path: "/billing/trial-balance", callers: TrialBalancePages.callers)
        ],
        routes: { routes in
            BillingRoutes.register(&routes)
            BillPages.register(&routes)
            InvoicePages.register(&routes)
            TrialBalancePages.register(&routes)
        })
}
