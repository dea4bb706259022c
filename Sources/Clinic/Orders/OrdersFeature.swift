import Vocabulary

extension Feature {
    /// What was asked for, and what was found.
    static let orders = Feature(
        name: OrderText.workList,
        menu: [MenuItem(name: OrderText.workList, path: "/orders", callers: Stage.orders.callers)],
        routes: { routes in
            OrderRoutes.register(&routes)
            WorkListPages.register(&routes)
            OrderPages.register(&routes)
        },
        record: { record, db in
            try record.tellServiceRequests(db)
            try record.tellDiagnosticReports(db)
        })
}
