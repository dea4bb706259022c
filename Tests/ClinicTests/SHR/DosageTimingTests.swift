@testable import Clinic
import FHIR
import Testing

@Suite struct DosageTimingTests {
    @Test(
        arguments: [
            ("1+0+1", nil, "1", 2, ["MORN", "NIGHT"]), ("½+0+½", "after_meal", "0.5", 2, ["PCM", "PCV"]),
            ("২+২+২", "before_meal", "2", 3, ["ACM", "ACD", "ACV"]), ("1+1+1+1", nil, "1", 4, []),
            ("0+0+0+1", nil, "1", 1, ["HS"]), ("1½+0+0", nil, "1.5", 1, ["MORN"]),
        ] as [(String, String?, String, Int, [String])])
    func theNotationIsToldInNumbersWhereFHIRCanSayIt(
        _ pattern: String, _ timing: String?, _ dose: String, _ frequency: Int, _ when: [String]
    ) {
        let notation = DosageTiming(pattern: pattern, timing: timing, days: 5)
        #expect(notation.dose?.text == dose)
        #expect(notation.timing?.repeat.frequency == frequency)
        #expect(notation.timing?.repeat.when == when)
    }

    @Test(arguments: ["1+0+2", "as told", "", "1+1", "x+0+1"])
    func whatNumbersCannotSayStaysInWords(_ pattern: String) {
        let notation = DosageTiming(pattern: pattern, timing: "sos", days: nil)
        #expect(notation.timing == nil)
        #expect(notation.isAsNeeded)
    }
}
