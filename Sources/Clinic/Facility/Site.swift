import HTTP
import Vocabulary

/// The clinic as the running program knows it: its configuration, its catalogue, its style sheets, its displays.
package final class Site: Sendable {
    package let configuration: Configuration
    package let assets: StaticFiles
    package let catalogue: Catalogue
    package let presence: Presence
    package let signIns: SignInFailures

    package init(configuration: Configuration, catalogue: Catalogue, assets: StaticFiles, startedAt: Instant) {
        self.configuration = configuration
        self.catalogue = catalogue
        self.assets = assets
        signIns = SignInFailures(configuration.limits.signIn)
        presence = Presence(since: startedAt)
    }

    package var isSecure: Bool { configuration.http.isSecure }
}
