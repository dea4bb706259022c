import Vocabulary

/// A server that hears of signed encounters: the Shared Health Record, the network's own, another FHIR store.
package struct Destination: Sendable, Equatable {
    /// How a destination knows who we are.
    package enum Authorization: Sendable, Equatable {
        case none
        /// RFC 6750. The token is a secret and comes from the environment.
        case bearer(token: String)
        /// RFC 6749 section 4.4, as SMART Backend Services uses it. The secret comes from the environment.
        case clientCredentials(tokenURL: String, clientID: String, clientSecret: String, scope: String)
    }

    /// A word that stays, by which the outbox knows it.
    package let name: String
    /// The FHIR base URL, without a slash at its end.
    package let base: String
    package let authorization: Authorization
    /// Whether it takes only patients who have a Health ID, as the national profile asks.
    package var requiresHealthID = false
    /// Whether it is told diagnoses as Condition resources too, besides the reasons of the encounter.
    package var takesConditions = false

    package init(name: String, base: String, authorization: Authorization) {
        self.name = name
        self.base = base
        self.authorization = authorization
    }
}
