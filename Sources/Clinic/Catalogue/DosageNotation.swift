import Foundation
import Vocabulary

/// When besides the time of day: before or after food, when it hurts, every second day.
package struct DoseTiming: Sendable, Equatable {
    package let code: String
    package let name: Bilingual

    /// Taken only when there is a need for it.
    var isAsNeeded: Bool { ["sos", "pain", "fever", "after_each_stool"].contains(code) }
    /// Taken once, now.
    var isOnce: Bool { code == "stat" }
    /// Something that happens says how often, not the hours of the pattern.
    var isByEvent: Bool { isOnce || code == "after_each_stool" }
    /// Says itself how often.
    var isInterval: Bool { code == "weekly" || code == "alternate_day" }
}

/// The words prescriptions are written with in this country.
package struct DosageNotation: Sendable {
    /// The patterns most in use.
    package let patterns: [DosePattern]
    package let timings: [DoseTiming]
    /// Sentences of advice, ready to be put in.
    package let advice: [Bilingual]

    init(folder: URL) throws {
        let rows = try CatalogueTable("dosage-notation.csv", in: folder).rows
        patterns = try rows.filter { $0.cells["kind"] == "pattern" }.compactMap(Self.pattern)
        timings = try rows.filter { $0.cells["kind"] == "qualifier" }.map(Self.timing).filter {
            !Self.timesOfDay.contains($0.code)
        }
        advice = try rows.filter { $0.cells["kind"] == "advice" }.map(Self.words).filter { !$0.bangla.contains("…") }
    }

    package func timing(_ code: String) -> DoseTiming? { timings.first { $0.code == code } }

    /// The pattern says these itself; said twice they could disagree.
    private static let timesOfDay: Set = ["morning", "noon", "afternoon", "night"]

    /// None for one with a timing in brackets behind it, which is not of the pattern.
    private static func pattern(_ row: CatalogueRow) throws -> DosePattern? {
        let text = try row.text("code")
        if text.contains("(") { return nil }
        do { return try DosePattern(text) } catch { throw row.error("code", "a pattern such as 1+0+1") }
    }

    private static func timing(_ row: CatalogueRow) throws -> DoseTiming {
        DoseTiming(code: try row.text("code"), name: try words(row))
    }

    private static func words(_ row: CatalogueRow) throws -> Bilingual {
        Bilingual(try row.text("meaning_en"), try row.text("print_bn"))
    }
}
