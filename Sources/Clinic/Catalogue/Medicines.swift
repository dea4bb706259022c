import Foundation
import Vocabulary

/// A medicine by its generic name, strength and form (FHIR Medication).
package struct Medicine: Sendable, Equatable {
    package let code: String
    package let generic: Bilingual
    /// ATC, mostly of seven characters; a combined product may have its group alone.
    package let atc: String
    package let strength: String
    package let form: String
    package let unit: DoseUnit

    /// Stopped too early or never, it does harm to more than one person (ATC J01).
    package var isAntibacterial: Bool { atc.hasPrefix("J01") }
}

/// What can be prescribed, in the order of the catalogue.
package struct Medicines: Sendable {
    private let byCode: [String: Medicine]
    private let index: CatalogueIndex<Medicine>

    init(folder: URL) throws {
        let table = try CatalogueTable("medicines.csv", in: folder)
        byCode = try table.byCode("med_id", Self.medicine)
        index = CatalogueIndex(try table.rows.map(Self.medicine)) {
            [$0.generic.english, $0.generic.bangla, $0.code, $0.atc, $0.strength, $0.form]
        }
    }

    package subscript(code: String) -> Medicine? { byCode[code] }

    /// By generic name in either script, with or without strength and form, or by code.
    package func search(_ text: String) -> [Medicine] { index.search(text) }

    private static func medicine(_ row: CatalogueRow) throws -> Medicine {
        let (atc, strength, form) = (try row.text("atc_code"), try row.text("strength"), try row.text("form_en"))
        let isOnSkin = try row.optional("route_code") == "SKIN"
        guard let unit = DoseUnit(form: form, strength: strength, isOnSkin: isOnSkin, isInsulin: atc.hasPrefix("A10A"))
        else { throw row.error("form_en", "a form whose doses can be counted") }
        return Medicine(
            code: try row.text("med_id"), generic: Bilingual(try row.text("generic_en"), try row.text("generic_bn")),
            atc: atc, strength: strength, form: form, unit: unit)
    }
}
