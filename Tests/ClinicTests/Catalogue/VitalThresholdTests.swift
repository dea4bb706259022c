import Foundation
import Testing
import Vocabulary

@testable import Clinic

/// Bands and limits by age in days (the first belongs, the last does not), sex and pregnancy; the worse colour wins.
@Suite struct VitalThresholdTests {
    private static let catalogue = try? Catalogue(folder: VitalCatalogueTests.folder)

    struct Case: Sendable, CustomTestStringConvertible {
        let code: String
        let value: String
        let days: ClosedRange<Int>
        var sex = Sex.male
        var pregnancy = PregnancyStatus.unknown
        let rule: String?

        init(
            _ code: String, _ value: String, days: ClosedRange<Int>, _ sex: Sex = .male,
            _ pregnancy: PregnancyStatus = .unknown, is rule: String?
        ) {
            (self.code, self.value, self.days, self.sex, self.pregnancy, self.rule) =
                (code, value, days, sex, pregnancy, rule)
        }

        var testDescription: String { "\(code) \(value) at \(days), \(sex), \(pregnancy): \(rule ?? "no band")" }
    }

    static let adult = 12_000...12_000
    static let cases: [Case] = [
        // The edges of a band: from belongs, to does not.
        Case("BP_SYS", "89", days: adult, is: "TH-001"), Case("BP_SYS", "90", days: adult, is: "TH-002"),
        Case("BP_SYS", "119", days: adult, is: "TH-002"), Case("BP_SYS", "139", days: adult, is: "TH-003"),
        Case("BP_SYS", "140", days: adult, is: "TH-004"), Case("BP_SYS", "180", days: adult, is: "TH-006"),
        Case("TEMP", "37.5", days: adult, is: "TH-031"), Case("TEMP", "37.49", days: adult, is: "TH-030"),
        Case("TEMP", "39.1", days: adult, is: "TH-033"), Case("TEMP", "41.0", days: adult, is: "TH-034"),
        Case("SPO2", "89", days: adult, is: "TH-020"), Case("SPO2", "90", days: adult, is: "TH-021"),
        Case("SPO2", "100", days: adult, is: "TH-023"),
        // The edges of an age.
        Case("BP_SYS", "150", days: 6569...6569, is: nil), Case("BP_SYS", "150", days: 6570...6570, is: "TH-004"),
        Case("TEMP", "37.6", days: 59...59, is: "TH-027"), Case("TEMP", "37.6", days: 60...60, is: "TH-031"),
        Case("PULSE", "85", days: 364...364, is: "TH-040"), Case("PULSE", "85", days: 365...365, is: "TH-044"),
        Case("PULSE", "135", days: 4379...4379, is: "TH-047"), Case("PULSE", "135", days: 4380...4380, is: "TH-038"),
        Case("GLU_RANDOM", "2.8", days: 27...27, is: "TH-084"), Case("GLU_RANDOM", "2.8", days: 28...28, is: "TH-064"),
        // Two systems of fast breathing: the worse colour wins.
        Case("RESP", "60", days: 30...30, is: "TH-061"), Case("RESP", "50", days: 100...100, is: "TH-062"),
        Case("RESP", "49", days: 100...100, is: "TH-053"), Case("RESP", "40", days: 1000...1000, is: "TH-063"),
        Case("GLU_RANDOM", "12", days: 5000...5000, is: "TH-082"), Case("GLU_RANDOM", "12", days: adult, is: "TH-068"),
        Case("GLU_RANDOM", "25.0", days: 5000...5000, is: "TH-070"),
        // Pregnancy, and the 42 days after a birth.
        Case("BP_SYS", "140", days: adult, .female, .notPregnant, is: "TH-004"),
        Case("BP_SYS", "140", days: adult, .female, .pregnant, is: "TH-015"),
        Case("BP_SYS", "160", days: adult, .female, .postpartum, is: "TH-016"),
        Case("BP_DIA", "110", days: adult, .female, .pregnant, is: "TH-019"),
        Case("BP_DIA", "55", days: adult, .female, .pregnant, is: "TH-017"),
        Case("BP_DIA", "55", days: adult, .female, .notPregnant, is: "TH-007"),
        Case("GLU_FASTING", "5.5", days: adult, .female, .pregnant, is: "TH-079"),
        Case("GLU_FASTING", "5.5", days: adult, .female, .postpartum, is: "TH-073"),
        Case("GLU_RANDOM", "11.1", days: adult, .female, .pregnant, is: "TH-081"),
        // Not to know is to reckon with both; a man and a child cannot be.
        Case("BP_SYS", "160", days: adult, .female, .unknown, is: "TH-016"),
        Case("BP_SYS", "160", days: adult, .male, .unknown, is: "TH-005"),
        Case("BP_SYS", "160", days: adult, .male, .pregnant, is: "TH-005"),
        Case("BP_SYS", "160", days: 25_000...25_000, .female, .unknown, is: "TH-005"),
        Case("BP_SYS", "160", days: 3649...3649, .female, .pregnant, is: nil),
        Case("BP_SYS", "160", days: 3650...3650, .female, .pregnant, is: "TH-016"),
        // Not to know the sex is to reckon with both.
        Case("HB", "12.5", days: adult, .female, .notPregnant, is: "TH-115"),
        Case("HB", "12.5", days: adult, .male, is: "TH-118"),
        Case("HB", "12.5", days: adult, .unknown, .notPregnant, is: "TH-118"),
        // An uncertain age takes the worse colour of the bands it may fall into.
        Case("TEMP", "37.6", days: 30...60, is: "TH-027"), Case("PULSE", "135", days: 4300...4400, is: "TH-038"),
        Case("PULSE", "75", days: 0...Int.max, is: "TH-040"),
        // Zero is a value.
        Case("PAIN", "0", days: adult, is: "TH-135"), Case("PAIN", "10", days: adult, is: "TH-138"),
        // What has no bands, and bands of words.
        Case("WEIGHT", "60", days: adult, is: nil), Case("GLU_2HPP", "12", days: adult, is: nil),
        Case("U_PROTEIN", "1", days: adult, is: nil),
    ]

    @Test(arguments: cases)
    func aValueFallsIntoItsBand(_ given: Case) throws {
        let thresholds = try #require(Self.catalogue).vitalThresholds
        let subject = VitalSubject(ages: given.days, sex: given.sex, pregnancy: given.pregnancy)
        let band = thresholds.band(of: try #require(DecimalText(given.value)), given.code, subject)
        #expect(band?.id == given.rule)
    }

    enum Judged: Sendable { case believable, unusual, impossible }

    @Test(arguments: [
        ("WEIGHT", "14.9", adult, Judged.impossible), ("WEIGHT", "15", adult, .unusual),
        ("WEIGHT", "30", adult, .believable),
        ("WEIGHT", "150", adult, .believable), ("WEIGHT", "150.1", adult, .unusual), ("WEIGHT", "300", adult, .unusual),
        ("WEIGHT", "300.1", adult, .impossible), ("WEIGHT", "0", adult, .impossible),
        ("WEIGHT", "3.2", 0...0, .believable), ("WEIGHT", "60", 10...10, .impossible),
        ("WEIGHT", "8.0", 27...27, .unusual), ("WEIGHT", "8.1", 27...27, .impossible),
        ("WEIGHT", "8.1", 28...28, .believable),
        ("TEMP", "370", adult, .impossible), ("TEMP", "43.0", adult, .unusual), ("TEMP", "30.0", adult, .unusual),
        ("TEMP", "35.0", adult, .believable), ("SPO2", "101", adult, .impossible), ("SPO2", "100", adult, .believable),
        // Zero where zero can be.
        ("PAIN", "0", adult, .believable), ("COUGH_DAYS", "0", adult, .believable), ("PAIN", "11", adult, .impossible),
        // When the age is not certain, what is possible at any age is.
        ("WEIGHT", "3.2", 0...Int.max, .believable), ("WEIGHT", "80", 0...Int.max, .believable),
        ("WEIGHT", "0.2", 0...Int.max, .impossible), ("WEIGHT", "200", 0...Int.max, .unusual),
    ])
    func aValueIsJudgedByItsLimits(
        _ code: String, _ value: String, _ days: ClosedRange<Int>, _ expected: Judged
    ) throws {
        let limits = try #require(Self.catalogue).vitalLimits
        let subject = VitalSubject(ages: days, sex: .male, pregnancy: .notPregnant)
        let judged: Judged =
            switch limits.judge(try #require(DecimalText(value)), code, subject) {
            case .believable: .believable
            case .unusual: .unusual
            case .impossible: .impossible
            }
        #expect(judged == expected)
    }
}
