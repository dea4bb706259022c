import Vocabulary

extension Feature {
    /// The televisions of the waiting room.
    static let display = Feature(
        name: Bilingual("Display", "প্রদর্শন পর্দা"),
        routes: { routes in
            DisplayRoutes.register(&routes)
            DisplayPages.register(&routes)
        })
}
