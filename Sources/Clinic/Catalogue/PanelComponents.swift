import Foundation
import Vocabulary

/// What each investigation finds, in the order in which it is reported.
package struct PanelComponents: Sendable {
    private let byTest: [String: [PanelComponent]]

    /// - Throws: `CatalogueError`, also for a component of a test that is not in the catalogue.
    init(folder: URL, of tests: Investigations) throws {
        let choices = try Self.choices(folder)
        var panels: [String: [PanelComponent]] = [:]
        for row in try CatalogueTable("panel-components.csv", in: folder).rows {
            let panel = try row.text("panel")
            guard tests[panel] != nil else { throw row.error("panel", "the code of an investigation") }
            let component = try Self.component(row, choices)
            guard panels[panel]?.contains(where: { $0.code == component.code }) != true else {
                throw row.error("loinc", "a component that this panel does not have yet")
            }
            panels[panel, default: []].append(component)
        }
        byTest = Self.complete(panels, tests)
    }

    /// The components of a test of the catalogue; none for any other.
    package subscript(test: String) -> [PanelComponent] { byTest[test] ?? [] }

    /// A test that has no components of its own is one: that of a panel with the same LOINC code, else words.
    private static func complete(
        _ panels: [String: [PanelComponent]], _ tests: Investigations
    ) -> [String: [PanelComponent]] {
        let known = tests.all.flatMap { panels[$0.code] ?? [] }
        return tests.all.reduce(into: panels) { all, test in
            guard all[test.code] == nil else { return }
            let same = test.loinc.flatMap { loinc in known.first { $0.code == loinc } }
            all[test.code] = [same?.named(test.name) ?? .words(test)]
        }
    }

    private static func choices(_ folder: URL) throws -> [String: [PanelComponent.Choice]] {
        try CatalogueTable("coded-values.csv", in: folder).rows.reduce(into: [:]) { all, row in
            let choice = PanelComponent.Choice(code: try row.text("code"), name: try row.name())
            all[try row.text("loinc"), default: []].append(choice)
        }
    }

    private static func component(
        _ row: CatalogueRow, _ choices: [String: [PanelComponent.Choice]]
    ) throws -> PanelComponent {
        let component = PanelComponent(
            code: try row.text("loinc"), name: try row.name(), type: try type(row), unit: try row.optional("ucum"),
            male: try interval(row, "male"), female: try interval(row, "female"),
            choices: choices[try row.text("loinc")] ?? [])
        try check(component, row)
        return component
    }

    private static func type(_ row: CatalogueRow) throws -> PanelComponent.ValueType {
        switch try row.text("value_type") {
        case "quantity": .quantity
        case "text": .text
        case "coded", "coded ordinal": .coded
        default: throw row.error("value_type", "quantity, text, coded or coded ordinal")
        }
    }

    private static func interval(_ row: CatalogueRow, _ sex: String) throws -> PanelComponent.Interval? {
        let (low, high) = (try row.optional(sex + "_low"), try row.optional(sex + "_high"))
        return low == nil && high == nil ? nil : PanelComponent.Interval(low: low, high: high)
    }

    /// A unit for every quantity, words for every coded one, and intervals that can be compared with.
    private static func check(_ component: PanelComponent, _ row: CatalogueRow) throws {
        if component.type == .quantity, component.unit == nil { throw row.error("ucum", "the unit of a quantity") }
        if component.type == .coded, component.choices.isEmpty {
            throw row.error("loinc", "a code that coded-values.csv has words for")
        }
        for (sex, interval) in [("male", component.male), ("female", component.female)] {
            for (end, bound) in [("_low", interval?.low), ("_high", interval?.high)] {
                guard let bound else { continue }
                switch component.type {
                case .quantity where DecimalText(bound) == nil: throw row.error(sex + end, "a number or nothing")
                case .coded where component.choice(bound) == nil:
                    throw row.error(sex + end, "a code of coded-values.csv")
                case .text: throw row.error(sex + end, "nothing: words have no interval")
                default: break
                }
            }
        }
    }
}
