import Vocabulary

extension Feature {
    /// Measuring people before the doctor sees them. Its place in the menu is its line's.
    static let screening = Feature(
        name: Bilingual("Screening", "স্ক্রিনিং"),
        routes: { routes in
            ScreeningRoutes.register(&routes)
            ScreeningPages.register(&routes)
            AmendmentPages.register(&routes)
        })
}
