import Foundation
import Vocabulary

/// A check between values: what it says when it is broken.
package struct CrossCheck: Sendable, Equatable {
    enum Effect: String, CaseIterable {
        case reject, warn, prompt, block
        case rejectAsLive = "reject as live reading"
    }

    let id: String
    let effect: Effect
    let message: Bilingual
}

/// The checks between values. Their words are the catalogue's; what they compare is written in the program.
package struct CrossChecks: Sendable {
    enum Rule: String, CaseIterable {
        case pressureOrder = "XV-01"
        case pulsePressure = "XV-02"
        case weightChange = "XV-03"
        case heightChange = "XV-04"
    }

    private let byRule: [Rule: CrossCheck]

    init(folder: URL) throws {
        let file = "cross-checks.csv"
        let byID = try CatalogueTable(file, in: folder).byCode("rule_id") { row in
            CrossCheck(
                id: try row.text("rule_id"), effect: try row.word("effect"),
                message: Bilingual(try row.text("message_en"), try row.text("message_bn")))
        }
        byRule = try Rule.allCases.reduce(into: [:]) { found, rule in
            guard let check = byID[rule.rawValue] else {
                throw CatalogueError(file: file, line: 0, column: "rule_id", expected: "a row \(rule.rawValue)")
            }
            found[rule] = check
        }
    }

    /// What staff are told.
    func message(_ rule: Rule) -> Bilingual { byRule[rule]?.message ?? Bilingual(rule.rawValue, rule.rawValue) }
}
