import HTTP
import Vocabulary

/// The clinic as the running program knows it: its configuration, its style sheets, its displays.
package final class Site: Sendable {
    package let configuration: Configuration
    package let assets: StaticFiles
    package let presence: Presence

    package init(configuration: Configuration, assets: StaticFiles, startedAt: Instant) {
        self.configuration = configuration
        self.assets = assets
        presence = Presence(since: startedAt)
    }

    package var isSecure: Bool { configuration.http.isSecure }
}
