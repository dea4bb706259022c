import Vocabulary

/// Who does it, when, and where: what every operation is told besides what is asked of it.
///
/// The time is read once per request, from the server's clock, when the request arrives.
package struct Act: Sendable {
    package let actor: Actor
    package let at: Instant
    package let language: Language
    /// The request target, so that a page can offer itself in the other language.
    package let target: String
    /// The numeric address it comes from; empty when it comes over no network.
    package let address: String
    /// What the client calls this server: host and port; empty when it said nothing.
    package let host: String
    /// The user names that signed in on this browser, the last one first, as it remembers them.
    package let lastPeople: String
    /// The token of who gave the right secret and has yet to give a code; empty elsewhere.
    let signInStep: String
    package let site: Site
    /// Whom a search found, on its way to the audit log; nil where nobody searches.
    package var disclosure: Disclosure?

    package init(
        actor: Actor, at: Instant, language: Language, target: String = "/", address: String = "",
        host: String = "", lastPeople: String = "", signInStep: String = "", site: Site
    ) {
        self.actor = actor
        self.at = at
        self.language = language
        self.target = target
        self.address = address
        self.host = host
        self.lastPeople = lastPeople
        self.signInStep = signInStep
        self.site = site
    }

    /// The clinic's day (Asia/Dhaka) of this act.
    package var day: Day { Day(at) }

    /// The member of staff who acts.
    /// - Throws: `Problem.signInFirst` if it is not a person: who may call a route is checked before.
    package func staff() throws -> ID<Staff> {
        guard case .staff(let session) = actor else { throw Problem.signInFirst }
        return session.staff.id
    }

    package func device() throws -> ID<Device> {
        guard case .device(let device) = actor else { throw Problem.signInFirst }
        return device.id
    }

    /// The registered device it comes from, with or without somebody signed in on it.
    package var deviceID: ID<Device>? {
        switch actor {
        case .device(let device): device.id
        case .staff(let session): session.device
        case .nobody, .client, .monitor: nil
        }
    }
}

/// Who is at the other end.
package enum Actor: Sendable {
    case nobody
    /// Behind a reference, as every request carries it about.
    indirect case staff(Session)
    case device(Device)
    /// A program of somebody else's, with a token of its own.
    indirect case client(APIClient)
    /// A program that watches the server, from this machine or with the token for it.
    case monitor

    /// For the access log and for idempotency keys, which are each actor's own.
    package var identifier: String {
        switch self {
        case .nobody: "-"
        case .staff(let session): session.staff.id.description
        case .device(let device): device.id.description
        case .client(let client): client.id.description
        case .monitor: "monitor"
        }
    }
}
