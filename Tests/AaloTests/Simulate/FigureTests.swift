import Clinic
import Testing

@testable import aalo

@Suite struct FigureTests {
    @Test func `A percentile is the nearest rank`() {
        let values = Percentiles([15, 20, 35, 40, 50].shuffled())
        #expect(values.at(5) == 15)
        #expect(values.at(30) == 20)
        #expect(values.at(50) == 35)
        #expect(values.at(90) == 50)
        #expect(values.at(100) == 50)
        #expect(values.maximum == 50)
    }

    @Test func `Of nothing there is no percentile, of one value it is that`() {
        #expect(Percentiles([]).at(50) == nil)
        #expect(Percentiles([7]).at(1) == 7)
        #expect(Percentiles([7]).at(99) == 7)
    }

    @Test func `A table has its words to the left and its figures to the right`() {
        var table = TextTable("stage", "n", "median")
        table.add("registration", "320", "4.5")
        table.add("billing", "7", "12.25")
        #expect(
            table.description == """
                stage           n  median
                ------------  ---  ------
                registration  320     4.5
                billing         7   12.25
                """)
    }

    @Test func `The bar shows who is gone, the words the rest`() {
        let line = ProgressBar.line(
            clock: 9 * 3600 + 41 * 60 + 59, .init(arrived: 80, gone: 32), of: 320, requests: 1234, errors: 0)
        #expect(
            line == "09:41 [###...........................] 80/320 arrived, 32 gone, 1234 requests, 0 errors")
        #expect(ProgressBar.line(clock: nil, .init(), of: 0, requests: 0, errors: 0).hasPrefix("[....."))
    }

    @Test func `A day with an error or a fault is not good`() {
        #expect(outcome().isGood)
        #expect(!outcome(errors: ["issue token: 500"]).isGood)
        #expect(!outcome(fault: "they are not").isGood)
        #expect(!outcome(cutShort: "the server went away").isGood)
    }

    @Test func `The summary names waits, requests, errors and what was checked`() {
        let text = Summary(outcome: outcome(errors: ["issue token: 500"], fault: "1 wrong: 12")).description
        #expect(text.contains("registration"))
        #expect(text.contains("issue token"))
        #expect(text.contains("error: issue token: 500"))
        #expect(text.contains("NOT  nobody is left: 1 wrong: 12"))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    private func outcome(errors: [String] = [], fault: String? = nil, cutShort: String? = nil) -> Outcome {
        var figures = Tally.Figures()
        figures.errors = errors
        figures.latencies = [.issueToken: [1, 2, 3], .watchLine: [1000]]
        figures.waits = [.registration: [60, 120]]
        return Outcome(
            figures: figures, count: .init(arrived: 1, gone: 1), tokens: 1, voided: 0, pace: .times(60), elapsed: 2,
            cutShort: cutShort, told: [], findings: [.init(question: "nobody is left", fault: fault)])
    }
}
