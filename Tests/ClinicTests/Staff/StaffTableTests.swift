import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct StaffTableTests {
    private static let head = StaffTable.columns.joined(separator: ",") + "\n"
    private static let good =
        head
        + "farzana,Farzana Islam,ফারজানা ইসলাম,doctor; manager,A-1,\"MBBS, FCPS\",,2026-01-01,,doctor-1,"
        + "sat 09:00-14:00 doctor-1; sun 9:00-14:00\n"

    private func bring(_ text: String, preview: Bool = false, _ clinic: TestClinic) -> Response {
        let csv = text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return clinic.send(
            .post, "/api/staff/import", as: .role(.administrator), json: "{\"csv\":\"\(csv)\",\"preview\":\(preview)}")
    }

    @Test func aTableIsLookedAtAndThenBroughtIn() throws {
        try TestClinic.open { clinic in
            let before = try clinic.count("SELECT count(*) FROM staff")
            let preview = bring(Self.good, preview: true, clinic)
            #expect(preview.json["lines"]?.array?.first?["effect"]?.string == "added", "\(preview.text)")
            #expect(try clinic.count("SELECT count(*) FROM staff") == before)
            #expect(bring(Self.good, clinic).status == .ok)
            #expect(try clinic.count("SELECT count(*) FROM staff_shift") == 2)
            #expect(bring(Self.good, clinic).json["lines"]?.array?.first?["effect"]?.string == "unchanged")
            let changed = bring(Self.good.replacing("FCPS", with: "MD"), clinic)
            #expect(changed.json["lines"]?.array?.first?["columns"]?.array?.compactMap(\.string) == ["qualification"])
        }
    }

    @Test func everyBadLineIsNamedAndNothingIsDone() throws {
        try TestClinic.open { clinic in
            let before = try clinic.count("SELECT count(*) FROM staff")
            let bad =
                Self.good
                + "X,Y,য,doctor,,,,,,,\nsadia,Sadia,সাদিয়া,king,,,,,,,\nrima,Rima,রিমা,doctor,A-1,,,,,attic,\n"
                + "mita,Mita,মিতা,cashier,,,,2026-02-30,,,mon 14:00-09:00\n"
            let answer = bring(bad, clinic)
            #expect(answer.status == .unprocessableContent)
            let details = answer.json["errors"]?.array?.compactMap { $0["detail"]?.string } ?? []
            for place in [
                "Line 3, user_name", "Line 4, roles", "Line 5, rooms", "Line 6, active_from", "Line 6, roster",
            ] {
                #expect(details.contains { $0.hasPrefix(place) }, "\(place) in \(details)")
            }
            #expect(try clinic.count("SELECT count(*) FROM staff") == before)
        }
    }

    @Test func aNumberThatSomebodyElseHasIsNamedWithItsLine() throws {
        try TestClinic.open { clinic in
            #expect(clinic.add("sadia").status == .created)
            let answer = bring(Self.good, clinic)
            #expect(
                answer.json["errors"]?.array?.first?["detail"]?.string?.hasPrefix("Line 2, registration_number") == true
            )
            #expect(bring(Self.good + "farzana,F,ফ,doctor,,,,,,,\n", clinic).text.contains("line 2 already"))
        }
    }

    /// L42: a spreadsheet runs nothing that somebody typed.
    @Test(arguments: ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0"])
    func aFormulaLeavesAsTextAndComesBackAsItWas(_ formula: String) throws {
        try TestClinic.open { clinic in
            let particulars = TestClinic.particulars.replacing("\"MBBS\"", with: "\"\(formula)\"")
            #expect(clinic.add("farzana", particulars).status == .created)
            let exported = clinic.send(.get, "/api/staff/export.csv", as: .role(.administrator))
            let table = exported.text
            #expect(table.contains("'" + formula))
            #expect(!table.contains("," + formula))
            let lines = table.split(separator: "\r\n").filter { $0.contains("farzana") || $0.contains("user_name") }
            let again = bring(lines.joined(separator: "\n") + "\n", preview: true, clinic)
            #expect(again.json["lines"]?.array?.first?["effect"]?.string == "unchanged", "\(again.text)")
        }
    }

    @Test func aTableThatIsNoneIsRefusedInWords() throws {
        try TestClinic.open { clinic in
            for text in ["", "a,b\n1,2\n", Self.head, Self.head + "only,three,cells\n", "\"open"] where !text.isEmpty {
                #expect(bring(text, clinic).status == .unprocessableContent, "\(text)")
            }
        }
    }
}
