import HTTP
import Vocabulary

/// The clinic as the running program knows it: its configuration, its catalogue, its style sheets, its displays.
package final class Site: Sendable {
    package let configuration: Configuration
    package let assets: StaticFiles
    package let catalogue: Catalogue
    package let presence: Presence<Device>
    package let clientPresence: Presence<APIClient>
    package let clientRate: ClientRate
    package let signIns: SignInFailures
    package let activity = SessionActivity()
    /// Nil when the clinic has no certificate authority of its own.
    package let trustAnchor: TrustAnchor?

    package init(
        configuration: Configuration, catalogue: Catalogue, assets: StaticFiles, startedAt: Instant,
        trustAnchor: TrustAnchor? = nil
    ) {
        self.configuration = configuration
        self.catalogue = catalogue
        self.assets = assets
        signIns = SignInFailures(configuration.limits.signIn)
        self.trustAnchor = trustAnchor
        presence = Presence(since: startedAt)
        clientPresence = Presence(since: startedAt)
        clientRate = ClientRate(configuration.limits.clients)
    }

    package var isSecure: Bool { configuration.isSecure }
}
