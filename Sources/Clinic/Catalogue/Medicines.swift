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
        var (all, byCode): ([Medicine], [String: Medicine]) = ([], [:])
        for row in try CatalogueTable("medicines.csv", in: folder).rows {
            for medicine in try Self.medicines(row) {
                guard byCode.updateValue(medicine, forKey: medicine.code) == nil else {
                    throw row.error("med_id", "a code that no other row has")
                }
                all.append(medicine)
            }
        }
        self.byCode = byCode
        index = CatalogueIndex(all) {
            [$0.generic.english, $0.generic.bangla, $0.code, $0.atc, $0.strength, $0.form]
        }
    }

    package subscript(code: String) -> Medicine? { byCode[code] }

    /// By generic name in either script, with or without strength and form, or by code.
    package func search(_ text: String) -> [Medicine] { index.search(text) }

    /// The medicines of a row that names several strengths: "MED038.1", "MED038.2" of "MED038".
    package func presentations(of row: String) -> [Medicine] {
        byCode.values.filter { $0.code.hasPrefix(row + ".") }.sorted { $0.code < $1.code }
    }

    /// Each strength and form is a medicine of its own; where a row has several, their codes are numbered.
    private static func medicines(_ row: CatalogueRow) throws -> [Medicine] {
        let code = try row.text("med_id")
        let all = Presentation.all(strength: try row.text("strength"), form: try row.text("form_en"))
        return try all.enumerated().map { index, presentation in
            try medicine(row, presentation, code: all.count == 1 ? code : "\(code).\(index + 1)")
        }
    }

    private static func medicine(_ row: CatalogueRow, _ its: Presentation, code: String) throws -> Medicine {
        let atc = try row.text("atc_code")
        let isOnSkin = try row.optional("route_code") == "SKIN"
        guard
            let unit = DoseUnit(
                form: its.form, strength: its.strength, isOnSkin: isOnSkin, isInsulin: atc.hasPrefix("A10A"))
        else { throw row.error("form_en", "a form whose doses can be counted") }
        return Medicine(
            code: code, generic: Bilingual(try row.text("generic_en"), try row.text("generic_bn")), atc: atc,
            strength: its.strength, form: its.form, unit: unit)
    }
}
