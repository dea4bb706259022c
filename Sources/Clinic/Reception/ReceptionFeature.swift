import Vocabulary

extension Feature {
    /// The front desk: gives each person who arrives a number for the day.
    static let reception = Feature(
        name: Bilingual("Reception", "অভ্যর্থনা"),
        menu: [
            MenuItem(name: Bilingual("Reception", "অভ্যর্থনা"), path: "/reception", callers: TokenRoutes.desk)
        ],
        routes: { routes in
            TokenRoutes.register(&routes)
            ReceptionPages.register(&routes)
            TokenPages.register(&routes)
        })
}
