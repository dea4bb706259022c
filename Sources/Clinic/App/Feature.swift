import GRDB
import Vocabulary

/// One module of the clinic: what it is called, where its page is, what it answers to, and what it tells the nation.
package struct Feature: Sendable {
    package let name: Bilingual
    /// Its entries in the menu; each role sees those it may open.
    package var menu: [MenuItem] = []
    package var routes: @Sendable (inout Routes) -> Void = { _ in }
    /// Adds what this module knows of a signed encounter to what the Shared Health Record is told of it.
    package var record: @Sendable (inout EncounterTransaction, Database) throws -> Void = { _, _ in }
    /// Adds figures of its own to what the server tells those who watch it. Runs on a loop: cheap.
    package var measure: (@Sendable (inout Exposition, Act, Database) throws -> Void)?
    /// Hears, in the same transaction, that more is known of a signed encounter than when it was signed.
    package var encounterGrew: (@Sendable (Encounter, Act, Database) throws -> Void)?

    package struct MenuItem: Sendable {
        package let name: Bilingual
        package let path: String
        package let callers: Callers
    }
}

extension Feature {
    /// The only list of modules, in the menu's order: the way of a patient, then the clinic itself. A new module is a
    /// folder and a word here; menu, router, the matrix of roles, the OpenAPI document and what the Shared Health Record
    /// is told follow from it.
    package static let all: [Feature] = [
        .home, .catalogue, .patients, .reception, .registration, .queue, .encounters, .observations, .screening,
        .consultation, .orders, .billing, .staff, .devices, .shr, .display, .trust, .access, .audit,
    ]
}
