import Vocabulary

extension Feature {
    /// Who works here: the register, signing in and out.
    static let staff = Feature(
        name: Bilingual("Staff", "কর্মী"),
        menu: [MenuItem(name: Bilingual("Staff", "কর্মী"), path: "/staff", callers: StaffRoutes.readers)],
        routes: { routes in
            SessionRoutes.register(&routes)
            SignInPages.register(&routes)
            CodePages.register(&routes)
            SetupPages.register(&routes)
            AccountPages.register(&routes)
            SecondFactorPages.register(&routes)
            SecondFactorRoutes.register(&routes)
            StaffRoutes.register(&routes)
            SignatureRoutes.register(&routes)
            PhotoRoutes.register(&routes)
            StaffPages.register(&routes)
            StaffImportPages.register(&routes)
            StaffMemberPages.register(&routes)
        })
}
