import Vocabulary

extension Feature {
    /// The lines at the stages and the boards of their staff.
    static let queue = Feature(
        name: Bilingual("Queue", "সারি"),
        menu: Stage.allCases.map { MenuItem(name: $0.name, path: "/queue/" + $0.rawValue, callers: $0.callers) },
        routes: { routes in
            QueueRoutes.register(&routes)
            BoardPages.register(&routes)
        })
}
