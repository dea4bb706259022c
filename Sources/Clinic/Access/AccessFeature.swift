import Vocabulary

extension Feature {
    /// Who may read whose record, and what they say when it is not theirs to read.
    static let access = Feature(
        name: AccessText.feature,
        menu: [MenuItem(name: AccessText.openings, path: "/break-glass", callers: .holding(.readAudit))],
        routes: { routes in
            BreakGlassRoutes.register(&routes)
            BreakGlassPages.register(&routes)
        })
}
