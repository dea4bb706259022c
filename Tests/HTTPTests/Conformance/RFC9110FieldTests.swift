import Testing

@testable import HTTP

@Suite("RFC 9110 chapters 5, 6 and 7: fields, dates, hosts", .timeLimit(.minutes(1)))
struct RFC9110FieldTests {
    @Test("RFC 9110 5.3: nothing is done before the whole head is there")
    func wholeHeadFirst() throws {
        let server = try ConformanceServer()
        let connection = try RawConnection(server.server)
        try connection.send("GET /echo HTTP/1.1\r\nHost: a\r\n")
        #expect(try server.get("/other").status == 200)
        try connection.send("Connection: close\r\n\r\n")
        #expect(try connection.response().status == 200)
        #expect(server.reached.all == ["/other", "/echo"])
    }

    @Test("RFC 9110 5.4: a field, or a head, larger than we read is 431")
    func largeFields() throws {
        let server = try ConformanceServer()
        let long = "X: " + String(repeating: "a", count: 17_000)
        let many = String(repeating: "X: 1\r\n", count: 101)
        for fields in [long + "\r\n", many] {
            #expect(try server.refusal(of: "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n") == 431)
        }
    }

    @Test(
        "RFC 9110 5.5: CR, LF, NUL and the other control characters in a value are refused",
        arguments: [
            "\u{0}", "\u{1}", "\u{8}", "\u{b}", "\u{c}", "\u{1b}", "\u{7f}",
        ])
    func controlCharacters(_ character: String) throws {
        for line in ["X: a\(character)b", "X: \(character)", "X\(character): a", "\(character)X: a"] {
            #expect(try ConformanceServer().refusal(of: "GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n") == 400)
        }
    }

    @Test("RFC 9110 5.6.1: empty elements of a list are passed over")
    func emptyElements() throws {
        let server = try ConformanceServer()
        let answer = try server.get("/resource", "If-None-Match: , ,\"x\",, \"v1\" ,")
        #expect(answer.status == 304)
        let text = "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: ,, ,close,\r\n\r\n"
        #expect(try server.refusal(of: text) == 200)
    }

    @Test(
        "RFC 9110 5.6.7: all three forms of a date are read",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ])
    func dateForms(_ text: String) {
        #expect(HTTPDate.parse(text, now: 1_700_000_000) == 784_111_777)
    }

    @Test(
        "RFC 9110 5.6.7: two digits of a year more than 50 years ahead mean the past",
        arguments: [
            ("94", 1994), ("23", 2023), ("73", 2073), ("74", 1974), ("99", 1999), ("00", 2000),
        ])
    func twoDigitYears(_ digits: String, _ year: Int) {
        // It is 2023.
        let date = HTTPDate.parse("Sunday, 06-Nov-\(digits) 08:49:37 GMT", now: 1_700_000_000)
        #expect(date.map(HTTPDate.year) == year)
    }

    @Test(
        "RFC 9110 5.6.7: what is no date counts for nothing",
        arguments: [
            "", "0", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
            "sun, 06 nov 1994 08:49:37 gmt", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
            "1994-11-06",
            "Xyz, 06 Nov 1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
        ])
    func noDate(_ text: String) throws {
        #expect(HTTPDate.parse(text, now: 1_700_000_000) == nil)
        #expect(try ConformanceServer().get("/dated", "If-Modified-Since: \(text)").status == 200)
    }

    @Test("RFC 9110 5.6.7: what we send is an IMF-fixdate, and is read back as it was")
    func ownDates() {
        var random = SplitMix(state: 5)
        for _ in 0..<1_000 {
            let seconds = Int.random(in: 0..<253_402_300_800, using: &random)
            #expect(HTTPDate.parse(HTTPDate.format(seconds)) == seconds)
        }
    }

    @Test(
        "RFC 9110 6.6.1: every answer has a Date, also what refuses",
        arguments: [
            "/echo", "/empty", "/moved", "/missing", "/resource", "/strange",
        ])
    func date(_ path: String) throws {
        let date = try #require(try ConformanceServer().get(path)[header: "Date"])
        #expect(HTTPDate.parse(date) != nil)
        let refused = try ConformanceServer().answer(to: "GET / HTTP/1.1\r\n\r\n")
        #expect(refused[header: "Date"] != nil)
    }

    @Test("RFC 9110 4.2.1: an http URI without a host is refused", arguments: ["http://", "http://:80", "https:///x"])
    func emptyHost(_ target: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9110 4.2.4: user information in a target is refused", arguments: ["http://a:b@c/", "http://a@b/"])
    func userInformation(_ target: String) throws {
        #expect(try ConformanceServer().refusal(of: "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test("RFC 9110 7.4: a target of https that comes without TLS is 421")
    func misdirected() throws {
        #expect(try ConformanceServer().refusal(of: "GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n") == 421)
    }

    @Test(
        "RFC 9110 7.8: an upgrade we do not know is passed over",
        arguments: ["h2c", "websocket", "TLS/1.0", "HTTP/2.0"])
    func unknownUpgrade(_ name: String) throws {
        let server = try ConformanceServer()
        for version in ["1.1", "1.0"] {
            let answer = try server.answer(
                to:
                    "GET /echo HTTP/\(version)\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: \(name)\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
            #expect(answer.status == 200)
            #expect(answer[header: "Upgrade"] == nil)
        }
    }

    @Test("RFC 9110 7.8: 426 says what to upgrade to, and that Upgrade is of this connection (section 15.5.22)")
    func upgradeRequired() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let text = try connection.rest()
        #expect(text.hasPrefix("HTTP/1.1 426 Upgrade Required\r\n"))
        #expect(text.contains("\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n"))
        #expect(text.contains("\r\nConnection: upgrade\r\n"))
        #expect(text.contains("\r\nConnection: close\r\n"))
    }
}
