import Vocabulary

extension Feature {
    /// Who works here: signing in and out.
    static let staff = Feature(
        name: Bilingual("Staff", "কর্মী"),
        routes: { routes in
            SessionRoutes.register(&routes)
            SignInPages.register(&routes)
        })
}
