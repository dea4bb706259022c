import Testing

@testable import HTTP

@Suite("RFC 9110 chapter 12 and RFC 9111: negotiation and caches", .timeLimit(.minutes(1)))
struct RFC9110NegotiationTests {
    @Test(
        "RFC 9110 12.4.2: the heaviest weight wins, and 0 means not at all",
        arguments: [
            ("bn;q=0.5, en;q=0.8", "en"), ("en;q=0.001, bn;q=0", "en"), ("en;q=1.000", "en"), ("EN ; Q=0.5", "en"),
        ])
    func weights(_ wanted: String, _ expected: String) throws {
        #expect(try ConformanceServer().get("/language", "Accept-Language: \(wanted)").text == expected)
    }

    @Test(
        "RFC 9110 12.5.4: languages are chosen by ranges; none that is wanted is 406 here",
        arguments: [
            ("bn-BD, en;q=0.5", 200, "bn"), ("en-GB", 200, "en"), ("*", 200, "bn"), ("fr, *;q=0.1", 200, "bn"),
            ("fr", 406, nil), ("bn;q=0, en;q=0", 406, nil),
        ] as [(String, Int, String?)])
    func languages(_ wanted: String, _ status: Int, _ language: String?) throws {
        let answer = try ConformanceServer().get("/language", "Accept-Language: \(wanted)")
        #expect(answer.status == status)
        #expect(answer[header: "Content-Language"] == language)
    }

    @Test(
        "RFC 9110 12.5.5: what was chosen among says by which field",
        arguments: [
            ("/language", "Accept-Language"), ("/page", "Accept-Encoding"),
        ])
    func vary(_ path: String, _ expected: String) throws {
        #expect(try ConformanceServer().get(path)[header: "Vary"] == expected)
    }

    @Test(
        "RFC 9110 12.5.3: gzip goes to who wants it no less than the bytes as they are",
        arguments: [
            ("gzip", true), ("x-gzip", true), ("GZIP;q=0.5", true), ("*", true), ("br, gzip;q=0.1", true),
            ("gzip;q=0.5, identity;q=0.5", true), ("identity;q=0, gzip;q=0.1", true), ("*;q=0, gzip", true),
            ("", false), ("identity", false), ("gzip;q=0", false), ("gzip;q=0.0, *", false), ("br", false),
            ("gzip;q=0.1, identity;q=0.5", false), ("gzip;q=0.4, *;q=0.5", false), ("gzip;q=2", false),
            ("gzipped", false),
        ])
    func codings(_ wanted: String, _ isGzip: Bool) throws {
        let answer = try ConformanceServer().get("/page", "Accept-Encoding: \(wanted)")
        #expect(answer.status == 200)
        #expect((answer[header: "Content-Encoding"] == "gzip") == isGzip)
        #expect(answer[header: "Vary"] == "Accept-Encoding")
    }

    @Test(
        "RFC 9110 12.5.3: who refuses even the bytes as they are gets them, by our choice",
        arguments: [
            "identity;q=0", "*;q=0", "br, identity;q=0",
        ])
    func identityRefused(_ wanted: String) throws {
        let answer = try ConformanceServer().get("/page", "Accept-Encoding: \(wanted)")
        #expect(answer.status == 200)
        #expect(answer[header: "Content-Encoding"] == nil)
    }

    @Test("RFC 9111 5.2.2: what refuses must not be stored; assets may be for ever, and what may be stored says so")
    func cacheDirectives() throws {
        let server = try ConformanceServer()
        #expect(try server.get("/missing")[header: "Cache-Control"] == "no-store")
        #expect(try server.get(server.asset)[header: "Cache-Control"] == "public, max-age=31536000, immutable")
        #expect(try server.get("/resource")[header: "Cache-Control"] == "private, no-cache")
        #expect(try server.answer(to: "GET / HTTP/1.1\r\n\r\n")[header: "Cache-Control"] == "no-store")
    }

    @Test("RFC 9111 4.3.4: 304 carries what a cache needs to renew what it has (RFC 9110 section 15.4.5)")
    func renewal() throws {
        let answer = try ConformanceServer().get("/resource", "If-None-Match: \"v1\"")
        #expect(answer.status == 304)
        for name in ["Date", "ETag", "Cache-Control", "Vary", "Last-Modified"] {
            #expect(answer[header: name] != nil, "\(name)")
        }
    }
}
