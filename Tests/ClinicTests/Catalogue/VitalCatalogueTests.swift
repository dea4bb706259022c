import Foundation
import Testing
import Vocabulary

@testable import Clinic

/// What the clinic goes by when it measures: every row is read, and a bad cell is named.
@Suite struct VitalCatalogueTests {
    static let folder = TestClinic.root.appending(path: "Config/catalogue")

    @Test func everyRowOfTheShippedFilesIsRead() throws {
        let catalogue = try Catalogue(folder: Self.folder)
        let codes = try CatalogueTable("observations.csv", in: Self.folder).rows.map { try $0.text("code") }
        #expect(codes.count == 35)
        #expect(codes.allSatisfy { catalogue.observations[$0] != nil })
        let thresholds = try CatalogueTable("vital-thresholds.csv", in: Self.folder).rows.map { try $0.text("rule_id") }
        #expect(thresholds.count == 138)
        #expect(thresholds.allSatisfy { catalogue.vitalThresholds[$0] != nil })
        #expect(try CatalogueTable("vital-limits.csv", in: Self.folder).rows.count == 30)
        #expect(catalogue.crossChecks.message(.pressureOrder).english == "Systolic must be higher than diastolic.")
        #expect(catalogue.observations["TEMP"]?.loinc == "8310-5")
        #expect(catalogue.observations["TEMP"]?.unit == "Cel")
    }

    @Test func whatIsRedSaysWhatToDoInBothLanguages() throws {
        let catalogue = try Catalogue(folder: Self.folder)
        for row in try CatalogueTable("vital-thresholds.csv", in: Self.folder).rows {
            let threshold = try #require(catalogue.vitalThresholds[try row.text("rule_id")])
            #expect((threshold.alert != nil) == (threshold.colour == .red))
        }
    }

    @Test(arguments: [
        ("observations.csv", "BP_DIA,D", "BP_SYS,D", 3, "code", "a code that no other row has"),
        ("observations.csv", "8480-6", "8480-7", 2, "loinc", "a LOINC number with its check digit, or nothing"),
        (
            "observations.csv", "/min,/মিনিট,integer,0,0x2A35", ",/মিনিট,integer,0,0x2A35", 4, "ucum",
            "a unit for what is a number"
        ),
        (
            "observations.csv", "mmHg,integer,0", "mmHg,whole,0", 2, "data_type",
            "integer, decimal, decimal (calculated), calculated, coded or date"
        ),
        ("observations.csv", "mmHg,integer,0", "mmHg,integer,-1", 2, "decimals", "a number from 0 to 6"),
        ("observations.csv", "সিস্টোলিক রক্তচাপ", " ", 2, "name_bn", "a text that is not empty"),
        ("vital-limits.csv", "BP_SYS,4380", "BP_SIS,4380", 2, "observation", "a code of observations.csv"),
        ("vital-limits.csv", "BP_SYS,4380,,40", "BP_SYS,4380,,abc", 2, "hard_min", "a number"),
        ("vital-limits.csv", "BP_SYS,4380,,40", "BP_SYS,4380,,", 2, "hard_min", "a number"),
        ("vital-limits.csv", "BP_SYS,4380,,40,300", "BP_SYS,4380,,40,30", 2, "hard_max", "a number above hard_min"),
        ("vital-limits.csv", "BP_SYS,0,4380", "BP_SYS,0,0", 3, "age_to_days_excl", "an age above age_from_days"),
        (
            "vital-limits.csv", "BP_SYS,0,4380", "BP_SYS,-1,4380", 3, "age_from_days",
            "an age in days that is not negative"
        ),
        ("vital-limits.csv", "300,80,220", "300,30,220", 2, "warn_below", "a number between hard_min and hard_max"),
        ("vital-limits.csv", "300,80,220", "300,80,70", 2, "warn_above", "a number between warn_below and hard_max"),
        ("vital-thresholds.csv", "TH-002,BP_SYS", "TH-001,BP_SYS", 3, "rule_id", "a code that no other row has"),
        ("vital-thresholds.csv", "TH-001,BP_SYS", "TH-001,BP", 2, "observation", "a code of observations.csv"),
        ("vital-thresholds.csv", "BP_SYS,6570,,any,not_preg", "BP_SYS,6570,,X,not_preg", 2, "sex", "one of any, F, M"),
        (
            "vital-thresholds.csv", "BP_SYS,6570,,any,not_pregnant", "BP_SYS,6570,,any,maybe", 2, "pregnancy",
            "one of any, not_pregnant, pregnant, pregnant_or_postpartum_42d, pregnant_or_lactating, n/a"
        ),
        ("vital-thresholds.csv", ",90,120,normal", ",90,90,normal", 3, "lt", "a number above ge"),
        ("vital-thresholds.csv", ",90,120,normal", ",,120,normal", 3, "ge", "a number, or words in context"),
        ("vital-thresholds.csv", "নিম্ন রক্তচাপ,yellow", "নিম্ন রক্তচাপ,orange", 2, "colour", "one of green, none, yellow, red"),
        ("vital-thresholds.csv", "নিম্ন রক্তচাপ,yellow", "নিম্ন রক্তচাপ,red", 2, "alert_en", "a text that is not empty"),
        ("cross-checks.csv", "XV-01,", "XV-11,", 0, "rule_id", "a row XV-01"),
        (
            "cross-checks.csv", ",reject,Sys", ",refuse,Sys", 2, "effect",
            "one of reject, warn, prompt, block, reject as live reading"
        ),
    ])
    func aBadCellIsNamed(
        _ file: String, _ good: String, _ bad: String, _ line: Int, _ column: String, _ expected: String
    ) throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "catalogue-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: copy) }
        try FileManager.default.copyItem(at: Self.folder, to: copy)
        let text = try String(contentsOf: copy.appending(path: file), encoding: .utf8)
        let range = try #require(text.range(of: good), "\(good) stands in \(file)")
        try text.replacingCharacters(in: range, with: bad)
            .write(to: copy.appending(path: file), atomically: true, encoding: .utf8)
        #expect(throws: CatalogueError(file: file, line: line, column: column, expected: expected)) {
            _ = try Catalogue(folder: copy)
        }
    }
}
