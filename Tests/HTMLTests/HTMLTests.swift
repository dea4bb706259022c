import Testing

@testable import HTML

@Suite struct HTMLTests {
    @Test func whatIsPutInIsEscaped() {
        let name = #"<b a="1" c='2'>&"#
        let html: HTML = "<p title=\"\(name)\">\(name)</p>"
        #expect(
            html.source
                == "<p title=\"&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>"
        )
    }

    @Test func markupIsPutInAsItIs() {
        let inner: HTML = "<b>\("a&b")</b>"
        let html: HTML = "<p>\(inner)\([inner, inner])\(nil as HTML?)\(7)</p>"
        #expect(html.source == "<p><b>a&amp;b</b><b>a&amp;b</b><b>a&amp;b</b>7</p>")
    }

    @Test func banglaWithItsJoinersIsLeftAlone() {
        let text = "র‍্যাব ক্ষ্ম রহিমা"
        #expect(("\(text)" as HTML).source == text)
    }

    @Test func aFlagIsThereOrNot() {
        #expect(HTML.flag("checked", true).source == " checked")
        #expect(HTML.flag("checked", false).isEmpty)
    }
}
