import GRDB
import Vocabulary

/// One module of the clinic: what it is called, where its page is, and what it answers to.
package struct Feature: Sendable {
    package let name: Bilingual
    /// Its entries in the menu; each role sees those it may open.
    package var menu: [MenuItem] = []
    package let routes: @Sendable (inout Routes) -> Void
    /// Hears, in the same transaction, that more is known of a signed encounter than when it was signed.
    package var encounterGrew: (@Sendable (Encounter, Act, Database) throws -> Void)?

    package struct MenuItem: Sendable {
        package let name: Bilingual
        package let path: String
        package let callers: Callers
    }
}

extension Feature {
    /// The only list of modules. A new module is a folder and a word here; menu, router, the matrix of roles and the
    /// OpenAPI document follow from it.
    package static let all: [Feature] = [
        .home, .staff, .catalogue, .patients, .reception, .registration, .queue, .screening, .consultation, .orders,
        .billing, .outbox, .display,
    ]
}
