import Testing

@testable import Vocabulary

@Suite struct CSVTableTests {
    private func rows(_ text: String) throws -> [[String?]] {
        try CSVTable(Array(text.utf8)).rows.map { [$0["code"], $0["name"]] }
    }

    @Test(arguments: [
        ("code,name\nA,রহিমা বেগম\n", [["A", "রহিমা বেগম"]]),
        ("code,name\r\nA,one\r\nB,two", [["A", "one"], ["B", "two"]]),
        ("\u{FEFF}code,name\nA,one\n", [["A", "one"]]),
        ("code,name\n\nA,one\n\n\nB,two\n", [["A", "one"], ["B", "two"]]),
        ("name,code\none,A\n", [["A", "one"]]),
        ("code,name\nA,\n,\n", [["A", ""], ["", ""]]),
        ("code,name\n", []),
    ])
    func `a table has a row for each line below the names`(text: String, expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test(arguments: [
        (#""a, b""#, "a, b"), (#""say ""ah""""#, #"say "ah""#), (#""""#, ""), (#""""""#, #"""#),
        ("\"two\nlines\"", "two\nlines"), ("\"two\r\nlines\"", "two\r\nlines"), (" spaces stay ", " spaces stay "),
    ])
    func `a cell in quotes may hold what separates`(cell: String, value: String) throws {
        #expect(try rows("code,name\nA,\(cell)\nB,after\n") == [["A", value], ["B", "after"]])
        #expect(try rows("name,code\n\(cell),A\n") == [["A", value]])
    }

    @Test func `a row knows the line it begins on`() throws {
        let table = try CSVTable(Array("code,name\nA,\"two\nlines\"\n\nB,two\n".utf8))
        #expect(table.rows.map(\.line) == [2, 5])
        #expect(table.rows[0]["nothing"] == nil)
    }

    @Test(arguments: [
        ("", 1, "a line of names"), ("code,code\n", 1, "each name once"),
        ("code,name\nA,one\nB\n", 3, "2 cells"), ("code,name\nA,one,more\n", 2, "2 cells"),
        ("code,name\nA,say \"ah\"\n", 2, "quotes around the whole cell"),
        ("code,name\nA,\"one\" more\n", 2, "a comma after the quotes"),
        ("code,name\nA,\"one\nB,two\n", 2, "quotes at the end of the cell"),
        ("code,name\nA,\"", 2, "quotes at the end of the cell"),
    ])
    func `what is not a table is refused with its line`(text: String, line: Int, expected: String) {
        #expect(throws: CSVError(line: line, expected: expected)) { try CSVTable(Array(text.utf8)) }
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(throws: CSVError(line: 1, expected: "UTF-8")) { try CSVTable([0x63, 0xFF, 0x0A]) }
    }

    @Test func `any bytes make a table or an error`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("a,\"\r\n\u{FEFF}ক".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            _ = try? CSVTable(bytes)
        }
    }
}
