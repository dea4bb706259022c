import Foundation
import Vocabulary

/// A diagnosis as this clinic makes it, with its place in both editions of the ICD. The shared record wants exactly one
/// ICD-11 stem code.
package struct Diagnosis: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    package let icd10: String
    package let icd11: String
    package let icd11Title: String
    /// Only for who treats the patient, whoever writes it: HIV, infections passed on in sex, violence and the like.
    package let isConfidential: Bool
}

/// What can be diagnosed, in the order of the catalogue.
package struct Diagnoses: Sendable {
    private let byCode: [String: Diagnosis]
    private let index: CatalogueIndex<Diagnosis>

    init(folder: URL) throws {
        let table = try CatalogueTable("diagnoses.csv", in: folder)
        byCode = try table.byCode("dx_id", Self.diagnosis)
        index = CatalogueIndex(try table.rows.map(Self.diagnosis)) {
            [$0.name.english, $0.name.bangla, $0.icd10, $0.icd11, $0.code, $0.icd11Title]
        }
    }

    package subscript(code: String) -> Diagnosis? { byCode[code] }

    /// By name in either script, or by its code in ICD-10, ICD-11 or the catalogue.
    package func search(_ text: String) -> [Diagnosis] { index.search(text) }

    private static func diagnosis(_ row: CatalogueRow) throws -> Diagnosis {
        Diagnosis(
            code: try row.text("dx_id"), name: try row.name(), icd10: try row.text("icd10"),
            icd11: try row.text("icd11_stem"), icd11Title: try row.text("icd11_title"),
            isConfidential: try row.text("confidential") == "Y")
    }
}
