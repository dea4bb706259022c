import Foundation
import Vocabulary

/// A class of people, or a reason, for which less is asked or nothing.
package struct Exemption: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    /// How much of a hundred is waived: one figure, or from which to which it may be chosen.
    package let percent: ClosedRange<Int>
    /// The most that may be granted without a manager.
    package let withoutManager: Int
    /// The reason that holds for everybody of the class, where nobody has to give one of their own.
    package let standingReason: String?

    package var isFixed: Bool { percent.lowerBound == percent.upperBound }
}

/// The classes of waivers, in the order of the catalogue.
package struct Exemptions: Sendable {
    package let all: [Exemption]
    private let byCode: [String: Exemption]

    init(folder: URL) throws {
        let table = try CatalogueTable("exemptions.csv", in: folder)
        byCode = try table.byCode("code", Self.exemption)
        all = try table.rows.map(Self.exemption)
    }

    package subscript(code: String) -> Exemption? { byCode[code] }

    private static func exemption(_ row: CatalogueRow) throws -> Exemption {
        let percent = try percent(row)
        let withoutManager = try row.optionalInteger("manager_above") ?? 100
        guard (0...100).contains(withoutManager) else { throw row.error("manager_above", "0 to 100, or nothing") }
        let standingReason = try row.optional("standing_reason")
        guard (standingReason?.unicodeScalars.count ?? 0) <= 200 else {
            throw row.error("standing_reason", "at most 200 letters, which an invoice takes")
        }
        return Exemption(
            code: try row.text("code"), name: try row.name(), percent: percent, withoutManager: withoutManager,
            standingReason: standingReason)
    }

    /// "30" or "0-50". To waive nothing is no waiver, so that a range begins at one.
    private static func percent(_ row: CatalogueRow) throws -> ClosedRange<Int> {
        let figures = try row.text("percent").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard figures.count <= 2, let low = figures[0], let high = figures[figures.count - 1], low >= 0, high <= 100,
            max(1, low) <= high
        else { throw row.error("percent", "a figure from 1 to 100, or a range such as 0-50") }
        return max(1, low)...high
    }
}
