import Foundation
import Vocabulary

/// What of a measurement is believed at an age: never outside the hard limits, between them and the warning limits only
/// when it was measured again. All limits belong to what is allowed.
package struct VitalLimit: Sendable, Equatable {
    let ages: AgeSpan
    let hardMinimum: DecimalText
    let hardMaximum: DecimalText
    let warnBelow: DecimalText?
    let warnAbove: DecimalText?

    func isUnusual(_ value: DecimalText) -> Bool {
        warnBelow.map { value < $0 } ?? false || warnAbove.map { value > $0 } ?? false
    }
}

/// The limits of what is measured, by code.
package struct VitalLimits: Sendable {
    enum Judgement: Equatable {
        case believable, unusual
        case impossible(ClosedRange<DecimalText>)
    }

    private let byCode: [String: [VitalLimit]]

    init(folder: URL, _ definitions: ObservationDefinitions) throws {
        let rows = try CatalogueTable("vital-limits.csv", in: folder).rows
        byCode = try Dictionary(grouping: rows) { try $0.observation(in: definitions) }
            .mapValues { try $0.map(Self.limit) }
    }

    /// When the age is not certain, what is possible at any of the ages is possible, and unusual is what is unusual at
    /// all of them: a limit asks whether a number can be true, and an uncertain age is no reason to say that it cannot.
    func judge(_ value: DecimalText, _ code: String, _ subject: VitalSubject) -> Judgement {
        let limits = (byCode[code] ?? []).filter { $0.ages.overlaps(subject.ages) }
        guard let minimum = limits.map(\.hardMinimum).min(), let maximum = limits.map(\.hardMaximum).max() else {
            return .believable
        }
        guard (minimum...maximum).contains(value) else { return .impossible(minimum...maximum) }
        return limits.allSatisfy { $0.isUnusual(value) } ? .unusual : .believable
    }

    private static func limit(_ row: CatalogueRow) throws -> VitalLimit {
        let limit = VitalLimit(
            ages: try AgeSpan(row), hardMinimum: try row.decimal("hard_min"), hardMaximum: try row.decimal("hard_max"),
            warnBelow: try row.optionalDecimal("warn_below"), warnAbove: try row.optionalDecimal("warn_above"))
        let (minimum, maximum) = (limit.hardMinimum, limit.hardMaximum)
        guard minimum < maximum else { throw row.error("hard_max", "a number above hard_min") }
        guard (minimum...maximum).contains(limit.warnBelow ?? minimum) else {
            throw row.error("warn_below", "a number between hard_min and hard_max")
        }
        guard (limit.warnBelow ?? minimum)...maximum ~= limit.warnAbove ?? maximum else {
            throw row.error("warn_above", "a number between warn_below and hard_max")
        }
        return limit
    }
}
