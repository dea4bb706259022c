import Testing

@testable import Vocabulary

@Suite struct CSVLineTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), (["a,b", "c\"d", "e\nf"], "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n"), ([""], "\r\n"),
        (["রহিমা বেগম"], "রহিমা বেগম\r\n"), (["-5", "-2.50", "12"], "-5,-2.50,12\r\n"),
    ])
    func `a line is as RFC 4180 has it`(fields: [String], expected: String) {
        #expect(CSVLine.text(fields) == expected)
    }

    @Test(arguments: ["'t Hooft", "O'Neil", "-5", "'-5", "রহিমা", ""])
    func `other words are left as they are`(text: String) {
        #expect(CSVLine.plain(text) == text)
    }

    @Test(arguments: [
        "=HYPERLINK(\"http://evil.test\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－2+3", "  =1", "-",
        "=cmd|' /C calc'!A0",
    ])
    func `what a spreadsheet would compute is text`(formula: String) throws {
        let line = CSVLine.text([formula])
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
        let table = try CSVTable(Array(("code\r\n" + line).utf8))
        let field = try #require(table.rows.first?["code"])
        #expect(field == "'" + formula)
        #expect(CSVLine.plain(field) == formula)
    }
}
