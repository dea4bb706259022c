import Clinic
import Testing
import Vocabulary

/// The notation of doses: what is one, in whatever digits, and what is not, and why.
@Suite struct DosePatternTests {
    @Test(arguments: [
        ("1+0+1", "1+0+1"), ("১+০+১", "1+0+1"), (" 1 + 0 + 1 ", "1+0+1"), ("½+0+½", "½+0+½"), ("1/2+0+1/2", "½+0+½"),
        ("0.5+0+0.5", "½+0+½"), ("১½+০+০", "1½+0+0"), ("1.5+0+0", "1½+0+0"), ("¼+¼+¼", "¼+¼+¼"),
        ("0.75+0+0", "¾+0+0"), ("1.0+0+0", "1+0+0"), ("1+1+1+1", "1+1+1+1"), ("0+0+0+1", "0+0+0+1"),
        ("100+0+100", "100+0+100"), ("01+0+1", "1+0+1"),
    ])
    func aDoseIsReadHoweverItIsWritten(_ text: String, _ canonical: String) throws {
        #expect(try DosePattern(text).description == canonical)
        #expect(try DosePattern(canonical).description == canonical)
    }

    @Test(arguments: [
        ("", "there are 1"), ("1", "there are 1"), ("1+1", "there are 2"), ("1+1+1+1+1", "there are 5"),
        ("1-0-1", "there are 1"), ("1+0+", "missing"), ("++", "missing"), ("1++1", "missing"),
        ("0+0+0", "nothing"), ("০+০+০+০", "nothing"), ("1+x+1", "x is not a dose"),
        ("1+0.3+1", "0.3 is not a dose"), ("1+-1+1", "-1 is not a dose"), ("1/3+0+0", "1/3 is not a dose"),
        ("1+0+1e3", "1e3 is not a dose"), (".5+0+0", ".5 is not a dose"), ("½½+0+0", "½½ is not a dose"),
        ("101+0+0", "At most 100"), ("100½+0+0", "At most 100"), ("99999+0+0", "not a dose"),
        ("99999999999999999999+0+0", "not a dose"), ("1+0+1 tab", "not a dose"),
    ])
    func whatIsNotTheNotationIsRefusedWithTheReason(_ text: String, _ reason: String) {
        do {
            let pattern = try DosePattern(text)
            Issue.record("\(text) was read as \(pattern)")
        } catch {
            #expect(error.text.english.contains(reason), "\(error.text.english)")
            #expect(!error.text.bangla.isEmpty)
        }
    }
}
