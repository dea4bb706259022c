import Foundation
import Vocabulary

/// Triage colours, the less urgent before the more urgent. `none` is not normal and not urgent: it names what was found
/// and changes nobody's place.
package enum TriageColour: String, Sendable, CaseIterable, Comparable {
    case green, none, yellow, red

    package static func < (a: TriageColour, b: TriageColour) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .green: 0
        case .none: 1
        case .yellow: 2
        case .red: 3
        }
    }

    package var name: Bilingual {
        switch self {
        case .green: Bilingual("Green", "সবুজ")
        case .none: Bilingual("No colour", "রং নেই")
        case .yellow: Bilingual("Yellow", "হলুদ")
        case .red: Bilingual("Red", "লাল")
        }
    }
}

/// One band of a measurement: whom it is for, which values, what they are called and how urgent they are.
package struct VitalThreshold: Sendable, Equatable {
    enum Pregnancy: String, CaseIterable {
        case any
        case notPregnant = "not_pregnant"
        case pregnant
        case pregnantOrPostpartum = "pregnant_or_postpartum_42d"
        case pregnantOrLactating = "pregnant_or_lactating"
        case notApplicable = "n/a"
    }

    enum Sexes: String, CaseIterable {
        case any
        case female = "F"
        case male = "M"
    }

    enum Band: Equatable {
        /// From the first, which belongs to it, to the second, which does not.
        case numbers(from: DecimalText, to: DecimalText?)
        case words([String])
    }

    package let id: String
    package let category: String
    package private(set) var label: Bilingual
    package let colour: TriageColour
    /// What to do at once; there when the colour is red.
    package let alert: Bilingual?
    let observation: String
    let ages: AgeSpan
    let sexes: Sexes
    let pregnancy: Pregnancy
    let band: Band
}

extension VitalThreshold {
    /// As it is said of somebody who was not asked whether she is pregnant.
    fileprivate var conditional: VitalThreshold {
        guard pregnancy != .any, !pregnancy.fits(.notPregnant) else { return self }
        var band = self
        band.label = Bilingual("If pregnant: " + label.english, "গর্ভবতী হলে: " + label.bangla)
        return band
    }
}

/// The bands of what is measured.
package struct VitalThresholds: Sendable {
    private let byID: [String: VitalThreshold]
    private let byCode: [String: [VitalThreshold]]

    init(folder: URL, _ definitions: ObservationDefinitions) throws {
        let table = try CatalogueTable("vital-thresholds.csv", in: folder)
        byID = try table.byCode("rule_id") { try VitalThreshold($0, definitions) }
        byCode = Dictionary(grouping: try table.rows.map { try VitalThreshold($0, definitions) }, by: \.observation)
    }

    package subscript(id: String) -> VitalThreshold? { byID[id] }

    /// The band that a value falls into; the most urgent when there are several, or when age, sex or pregnancy are not
    /// certain. Nil when no band is known for such a person.
    func band(of value: DecimalText, _ code: String, _ subject: VitalSubject) -> VitalThreshold? {
        let people = (byCode[code] ?? []).filter { $0.ages.overlaps(subject.ages) && $0.sexes.fits(subject.sex) }
        let status = Self.status(subject.pregnancy, people)
        let band = people.filter { $0.pregnancy.fits(status) && $0.band.contains(value) }.max { $0.colour < $1.colour }
        return status == .unknown ? band?.conditional : band
    }

    /// After a birth a measurement that has no bands of its own for it is judged as any other woman's.
    private static func status(_ status: PregnancyStatus, _ thresholds: [VitalThreshold]) -> PregnancyStatus {
        let isJudgedAlike = !thresholds.contains { $0.pregnancy != .any && $0.pregnancy.fits(.postpartum) }
        return status == .postpartum && isJudgedAlike ? .notPregnant : status
    }
}

extension VitalThreshold.Pregnancy {
    /// Not to know is to reckon with both.
    func fits(_ status: PregnancyStatus) -> Bool {
        switch self {
        case .any: true
        case .notPregnant, .notApplicable: status == .notPregnant || status == .unknown
        case .pregnant: status == .pregnant || status == .unknown
        case .pregnantOrPostpartum, .pregnantOrLactating: status != .notPregnant
        }
    }
}

extension VitalThreshold.Sexes {
    func fits(_ sex: Sex) -> Bool {
        switch (self, sex) {
        case (.female, .male), (.male, .female): false
        default: true
        }
    }
}

extension VitalThreshold.Band {
    func contains(_ value: DecimalText) -> Bool {
        guard case .numbers(let from, let to) = self else { return false }
        return from <= value && to.map { value < $0 } ?? true
    }
}

extension VitalThreshold {
    fileprivate init(_ row: CatalogueRow, _ definitions: ObservationDefinitions) throws {
        let colour: TriageColour = try row.word("colour")
        self.init(
            id: try row.text("rule_id"), category: try row.text("category"),
            label: Bilingual(try row.text("label_en"), try row.text("label_bn")), colour: colour,
            alert: colour == .red ? Bilingual(try row.text("alert_en"), try row.text("alert_bn")) : nil,
            observation: try row.observation(in: definitions), ages: try AgeSpan(row), sexes: try row.word("sex"),
            pregnancy: try row.word("pregnancy"), band: try Self.band(row))
    }

    private static func band(_ row: CatalogueRow) throws -> Band {
        guard let from = try row.optionalDecimal("ge") else { return try words(row) }
        let to = try row.optionalDecimal("lt")
        if let to, to <= from { throw row.error("lt", "a number above ge") }
        return .numbers(from: from, to: to)
    }

    /// A band of words stands in the context: "coded value in ++|+++".
    private static func words(_ row: CatalogueRow) throws -> Band {
        let prefix = "coded value in "
        guard try row.optional("lt") == nil, let context = try row.optional("context"), context.hasPrefix(prefix) else {
            throw row.error("ge", "a number, or words in context")
        }
        return .words(context.dropFirst(prefix.count).split(separator: "|").map(String.init))
    }
}
