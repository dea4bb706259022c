import Vocabulary

extension Feature {
    /// What the nation is told, and whether it has heard.
    static let shr = Feature(
        name: SHRText.title,
        menu: [MenuItem(name: SHRText.menu, path: "/shr", callers: SHRRoutes.callers)],
        routes: { routes in
            SHRRoutes.register(&routes)
            SHRPages.register(&routes)
        },
        measure: Outbox.measure,
        encounterGrew: { encounter, act, db in try Outbox.enqueue(encounter, act, db) })
}
