import Foundation
import Vocabulary

/// Something people come with (FHIR Encounter.reasonCode).
package struct Symptom: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
}

/// What people come with, the commonest first.
package struct Complaints: Sendable {
    private let byCode: [String: Symptom]
    private let index: CatalogueIndex<Symptom>

    init(folder: URL) throws {
        let table = try CatalogueTable("complaints.csv", in: folder)
        byCode = try table.byCode("cc_id", Self.symptom)
        index = CatalogueIndex(try table.rows.map(Self.symptom)) { [$0.name.english, $0.name.bangla, $0.code] }
    }

    package subscript(code: String) -> Symptom? { byCode[code] }

    /// By name in either script, or by code.
    package func search(_ text: String) -> [Symptom] { index.search(text) }

    private static func symptom(_ row: CatalogueRow) throws -> Symptom {
        Symptom(code: try row.text("cc_id"), name: try row.name())
    }
}
