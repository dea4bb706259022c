import Vocabulary

extension Feature {
    /// Who the holder of a token is: found among those known, or written down.
    static let registration = Feature(
        name: Bilingual("Registration", "নিবন্ধন"),
        routes: { routes in
            RegistrationRoutes.register(&routes)
            RegistrationPages.register(&routes)
        })
}
