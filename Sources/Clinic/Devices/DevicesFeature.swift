import Vocabulary

extension Feature {
    /// The machines of the clinic and the programs of others: how they are let in, and how no longer.
    static let devices = Feature(
        name: DevicesText.title,
        menu: [MenuItem(name: DevicesText.title, path: "/devices", callers: DeviceRoutes.callers)],
        routes: { routes in
            DeviceRoutes.register(&routes)
            DevicePages.register(&routes)
            DeviceRegistrationPages.register(&routes)
            ClientRoutes.register(&routes)
            ClientPages.register(&routes)
        })
}
