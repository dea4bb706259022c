import Testing
import Vocabulary

@Suite struct CSVLineTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
        ("=a,b", "\"'=a,b\""), ("a=b", "a=b"), ("রহিমা", "রহিমা"),
    ])
    func aCellIsTextAndNothingElse(_ cell: String, _ expected: String) {
        #expect(CSVLine.text([cell]) == expected + "\r\n")
        #expect(CSVLine.text(["a", cell]) == "a," + expected + "\r\n")
    }
}
