import Vocabulary

extension Feature {
    /// The words and codes the clinic works with.
    static let catalogue = Feature(
        name: Bilingual("Catalogue", "তালিকা"),
        routes: { CatalogueRoutes.register(&$0) })
}
