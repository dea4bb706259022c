import Foundation
import Vocabulary

/// Something that is measured or asked (FHIR ObservationDefinition).
package struct ObservationDefinition: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case integer, decimal
        case computedDecimal = "decimal (calculated)"
        case computed = "calculated"
        case coded, date

        var isNumber: Bool { self == .integer || self == .decimal || self == .computedDecimal }
    }

    package let code: String
    package let name: Bilingual
    package let loinc: String?
    /// UCUM; none for what is coded or a date.
    package let unit: String?
    /// The unit as people write it.
    package let unitName: Bilingual
    package let kind: Kind
    /// How many digits may stand after the point.
    package let decimals: Int
    /// FHIR observation-category.
    package let category: String

    /// "36.5 °C" or "৩৬.৫ °C".
    package func words(_ value: DecimalText, _ language: Language) -> String {
        language.digits(value.description) + " " + unitName[language]
    }
}

/// What can be measured, by its code.
package struct ObservationDefinitions: Sendable {
    private let byCode: [String: ObservationDefinition]

    init(folder: URL) throws {
        byCode = try CatalogueTable("observations.csv", in: folder).byCode("code", Self.definition)
    }

    package subscript(code: String) -> ObservationDefinition? { byCode[code] }

    private static func definition(_ row: CatalogueRow) throws -> ObservationDefinition {
        guard let kind = ObservationDefinition.Kind(rawValue: try row.text("data_type")) else {
            throw row.error("data_type", "integer, decimal, decimal (calculated), calculated, coded or date")
        }
        let decimals = try row.integer("decimals")
        guard (0...DecimalText.mostDecimals).contains(decimals) else {
            throw row.error("decimals", "a number from 0 to \(DecimalText.mostDecimals)")
        }
        let unit = try row.optional("ucum")
        if unit == nil, kind.isNumber { throw row.error("ucum", "a unit for what is a number") }
        return ObservationDefinition(
            code: try row.text("code"), name: try row.name(), loinc: try row.loinc("loinc"), unit: unit,
            unitName: Bilingual(unit.map(english) ?? "", try row.optional("display_unit") ?? ""), kind: kind,
            decimals: decimals, category: try row.text("category"))
    }

    /// UCUM as people write it who do not know UCUM.
    private static func english(_ unit: String) -> String {
        switch unit {
        case "mm[Hg]": "mmHg"
        case "Cel": "°C"
        case "kg/m2": "kg/m²"
        case "{score}", "{#}": ""
        default: unit
        }
    }
}

extension CatalogueRow {
    /// A LOINC number with its check digit (mod 10, LOINC Users' Guide appendix C); nil for an empty cell.
    func loinc(_ column: String) throws -> String? {
        guard let text = try optional(column) else { return nil }
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }.map { Int($0) - 0x30 }
        guard text.wholeMatch(of: /[0-9]{1,7}-[0-9]/) != nil, Self.checksum(digits) else {
            throw error(column, "a LOINC number with its check digit, or nothing")
        }
        return text
    }

    private static func checksum(_ digits: [Int]) -> Bool {
        digits.reversed().enumerated().reduce(0) { sum, digit in
            let weighted = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + weighted / 10 + weighted % 10
        } % 10 == 0
    }
}

extension CatalogueRow {
    func decimal(_ column: String) throws -> DecimalText {
        guard let number = try optionalDecimal(column) else { throw error(column, "a number") }
        return number
    }

    func optionalDecimal(_ column: String) throws -> DecimalText? {
        guard let text = try optional(column) else { return nil }
        guard let number = DecimalText(text) else { throw error(column, "a number") }
        return number
    }

    /// The code of something that `observations.csv` knows.
    func observation(in definitions: ObservationDefinitions) throws -> String {
        let code = try text("observation")
        guard definitions[code] != nil else { throw error("observation", "a code of observations.csv") }
        return code
    }

    /// One word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(_ column: String) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else {
            throw error(column, "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }
}
