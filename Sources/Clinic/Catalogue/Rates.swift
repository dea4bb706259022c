import Foundation
import Vocabulary

/// What a service costs (FHIR ChargeItemDefinition).
package struct Rate: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    package let category: String
    package let amount: Money
}

/// The price list.
package struct Rates: Sendable {
    private let all: [String: Rate]

    init(folder: URL) throws {
        all = try CatalogueTable("rates.csv", in: folder).byCode("service_code") { row in
            Rate(
                code: try row.text("service_code"), name: try row.name(), category: try row.text("category"),
                amount: try row.money("standard_rate_poisha", unit: 1))
        }
    }

    package subscript(code: String) -> Rate? { all[code] }
}
