import Vocabulary

extension Feature {
    /// Who did and saw what.
    static let audit = Feature(
        name: AuditText.title,
        menu: [MenuItem(name: AuditText.menu, path: "/audit", callers: AuditRoutes.callers)],
        routes: { routes in
            AuditRoutes.register(&routes)
            AuditPages.register(&routes)
            AccessHistoryPages.register(&routes)
        })
}
