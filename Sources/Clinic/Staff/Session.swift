import Vocabulary

/// A person who signed in, on one browser.
package struct Session: Sendable {
    /// How long a session lasts, in seconds: a working day and a little.
    package static let length = 12 * 3_600

    package let staff: Staff
    /// What the forms of this session carry (synchroniser token).
    package let crossSiteToken: String
    package let expiresAt: Instant
    /// The registered device on which it was begun; nil for a browser the clinic does not know.
    package internal(set) var device: ID<Device>?
}
