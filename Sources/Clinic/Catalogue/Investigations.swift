import Foundation
import Vocabulary

/// A test, an image or a tracing that can be asked for (FHIR ActivityDefinition).
package struct Investigation: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    package let category: String
    package let loinc: String?
    package let rate: Money
}

/// What can be asked for, in the order of the catalogue.
package struct Investigations: Sendable {
    package let all: [Investigation]
    private let byCode: [String: Investigation]
    private let index: CatalogueIndex<Investigation>

    init(folder: URL) throws {
        let table = try CatalogueTable("investigations.csv", in: folder)
        byCode = try table.byCode("code", Self.investigation)
        all = try table.rows.map(Self.investigation)
        index = CatalogueIndex(all) { [$0.name.english, $0.name.bangla, $0.code] }
    }

    package subscript(code: String) -> Investigation? { byCode[code] }

    /// By name in either script, or by code.
    package func search(_ text: String) -> [Investigation] { index.search(text) }

    private static func investigation(_ row: CatalogueRow) throws -> Investigation {
        Investigation(
            code: try row.text("code"), name: try row.name(), category: try row.text("category"),
            loinc: try row.optional("loinc"), rate: try row.money("rate_typical_bdt", unit: 100))
    }
}
