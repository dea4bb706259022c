import Foundation
import Vocabulary

/// What a service costs (FHIR ChargeItemDefinition).
package struct Rate: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    package let category: String
    /// In poisha.
    package let amount: Int
}

/// The price list.
package struct Rates: Sendable {
    private let all: [String: Rate]

    init(folder: URL) throws {
        all = try CatalogueTable("rates.csv", in: folder).byCode("service_code") { row in
            let amount = try row.integer("standard_rate_poisha")
            guard amount >= 0 else { throw row.error("standard_rate_poisha", "an amount that is not negative") }
            return Rate(
                code: try row.text("service_code"), name: try row.name(), category: try row.text("category"),
                amount: amount)
        }
    }

    package subscript(code: String) -> Rate? { all[code] }
}
