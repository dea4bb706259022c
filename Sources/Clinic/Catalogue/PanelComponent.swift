import Vocabulary

/// One thing that a test finds, and how it is reported (FHIR ObservationDefinition).
package struct PanelComponent: Sendable, Equatable {
    package enum ValueType: String, Sendable, CaseIterable { case quantity, text, coded }

    /// Where a healthy adult's value lies: numbers for a quantity, the expected code for a coded one.
    package struct Interval: Sendable, Equatable {
        package let low: String?
        package let high: String?
    }

    /// One of the words that a coded component is reported with.
    package struct Choice: Sendable, Equatable {
        package let code: String
        package let name: Bilingual
    }

    /// A LOINC code, or the code of a test that has no components.
    package let code: String
    package let name: Bilingual
    package let type: ValueType
    /// UCUM; there is one for every quantity.
    package let unit: String?
    package let male: Interval?
    package let female: Interval?
    package let choices: [Choice]

    /// The interval for a sex. Where it is not known, only one that holds for both.
    package func interval(_ sex: Sex) -> Interval? {
        switch sex {
        case .male: male
        case .female: female
        case .other, .unknown: male == female ? male : nil
        }
    }

    package func choice(_ code: String) -> Choice? { choices.first { $0.code == code } }

    /// The same under another name: what a test of its own is called.
    func named(_ name: Bilingual) -> PanelComponent {
        PanelComponent(
            code: code, name: name, type: type, unit: unit, male: male, female: female, choices: choices)
    }

    /// A test of which no more is known: its report is words.
    static func words(_ test: Investigation) -> PanelComponent {
        PanelComponent(
            code: test.code, name: test.name, type: .text, unit: nil, male: nil, female: nil, choices: [])
    }
}
