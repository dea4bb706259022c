import Vocabulary

/// A person who signed in, on one browser.
package struct Session: Sendable {
    /// How long a session lasts, in seconds: a working day and a little.
    package static let length = 12 * 3_600

    /// Why a session may do nothing for the moment but what ends this.
    package enum Hold: Sendable, Hashable {
        /// Nobody used it for a while: it waits for the PIN of the same person.
        case locked
        /// Somebody else gave the PIN or password.
        case mustChangeSecret
        /// The clinic asks for a second step at sign-in, and there is none yet.
        case mustSetUpSecondFactor
    }

    package let staff: Staff
    /// What the forms of this session carry (synchroniser token).
    package let crossSiteToken: String
    package let expiresAt: Instant
    /// The registered device on which it was begun; nil for a browser the clinic does not know.
    package internal(set) var device: ID<Device>?
    /// The hash of its token, by which it is known.
    let id: String
    /// By what the person proved who they are.
    let kind: SecretKind
    let mustChangeSecret: Bool
    /// Whether it is somebody who may have a second step at sign-in, and has none.
    let lacksSecondFactor: Bool
    /// When it was last used by hand, as far as the database knows.
    let activeAt: Instant

    init(
        staff: Staff, crossSiteToken: String, expiresAt: Instant, id: String = "", kind: SecretKind = .password,
        mustChangeSecret: Bool = false, lacksSecondFactor: Bool = false, activeAt: Instant? = nil,
        device: ID<Device>? = nil
    ) {
        (self.staff, self.crossSiteToken, self.expiresAt) = (staff, crossSiteToken, expiresAt)
        self.device = device
        (self.id, self.kind, self.mustChangeSecret) = (id, kind, mustChangeSecret)
        self.lacksSecondFactor = lacksSecondFactor
        self.activeAt = activeAt ?? expiresAt.adding(seconds: -Self.length)
    }
}

extension Problem {
    /// Programs see it; people see the lock.
    static let sessionLocked = Problem(
        .unauthenticated, "session-locked",
        Bilingual("Locked: type your PIN to go on", "বন্ধ আছে: চালিয়ে যেতে আপনার পিন লিখুন"))
    static let changeSecretFirst = Problem(
        .forbidden, "change-secret-first",
        Bilingual("Choose a PIN or password of your own first", "আগে নিজের পিন বা পাসওয়ার্ড বেছে নিন"))
}
