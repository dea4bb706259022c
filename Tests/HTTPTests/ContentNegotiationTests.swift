import Testing

@testable import HTTP

@Suite("Content negotiation")
struct ContentNegotiationTests {
    @Test(
        "takes the language that is wanted most",
        arguments: [
            (nil, "bn"), ("en", "en"), ("bn,en", "bn"), ("en,bn", "en"), ("en;q=0.5,bn;q=0.8", "bn"), ("bn-BD", "bn"),
            ("en-GB,en;q=0.9,bn;q=0.8", "en"), ("fr,*;q=0.1", "bn"), ("fr", nil), ("bn;q=0,*", "en"), ("", nil),
            ("EN", "en"), ("en ; q=0.3 , bn ; q=0.301", "bn"), ("bn;q=2", nil), ("en;q=1.001,bn;q=0.1", "en"),
        ] as [(String?, String?)])
    func language(_ header: String?, _ expected: String?) {
        #expect(ContentNegotiation.preferred(header, among: ["bn", "en"]) == expected)
    }

    @Test("understands media ranges")
    func mediaRanges() {
        let types = ["application/json", "text/html"]
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        #expect(ContentNegotiation.preferred(browser, among: types) == "text/html")
        #expect(ContentNegotiation.preferred("*/*", among: types) == "application/json")
        #expect(ContentNegotiation.preferred("text/*", among: types) == "text/html")
        #expect(ContentNegotiation.preferred("image/png", among: types) == nil)
    }

    @Test(
        "knows who takes gzip",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("deflate, gzip;q=1.0, *;q=0.5", true),
            ("gzip;q=0", false), ("gzip;q=0.0", false), ("*", true), ("*;q=0", false), ("identity", false),
            ("gzip;q=0, *", false), ("br,gzip ; q=0.001", true), ("xgzip", false), ("gzip-x", false),
        ] as [(String?, Bool)])
    func gzip(_ header: String?, _ expected: Bool) {
        #expect(ContentNegotiation.acceptsGzip(header) == expected)
    }
}
