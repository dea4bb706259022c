import Testing

@testable import HTTP

@Suite("RFC 9110 chapter 13: conditional requests", .timeLimit(.minutes(1)))
struct RFC9110ConditionalTests {
    private static let before = "Tue, 14 Nov 2023 22:13:19 GMT"
    private static let same = "Tue, 14 Nov 2023 22:13:20 GMT"
    private static let after = "Tue, 14 Nov 2023 22:13:21 GMT"

    private func status(_ target: String, _ fields: [String], method: String = "GET") throws -> Int {
        let lines = fields.map { $0 + "\r\n" }.joined()
        return try ConformanceServer().answer(
            to: "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n", isHead: method == "HEAD"
        ).status
    }

    @Test(
        "RFC 9110 13.1.1: If-Match compares strongly, and when it is false nothing is done: 412",
        arguments: [
            ("/resource", "\"v1\"", 204), ("/resource", "\"v0\", \"v1\"", 204), ("/resource", "*", 204),
            ("/resource", "\"v0\"", 412), ("/resource", "W/\"v1\"", 412), ("/resource", "v1", 412),
            ("/resource", "", 412),
            ("/weak", "\"v1\"", 412), ("/weak", "W/\"v1\"", 412), ("/weak", "*", 204), ("/gone", "*", 412),
            ("/gone", "\"v1\"", 412), ("/dated", "\"v1\"", 412),
        ])
    func ifMatch(_ target: String, _ value: String, _ expected: Int) throws {
        #expect(try status(target, ["If-Match: \(value)"], method: "PUT") == expected)
        #expect(try status(target, ["If-Match: \(value)"], method: "DELETE") == expected)
    }

    @Test("RFC 9110 13.1.1: If-Match holds for GET too", arguments: [("\"v1\"", 200), ("\"v0\"", 412), ("*", 200)])
    func ifMatchOnRetrieval(_ value: String, _ expected: Int) throws {
        #expect(try status("/resource", ["If-Match: \(value)"]) == expected)
        #expect(try status("/resource", ["If-Match: \(value)"], method: "HEAD") == expected)
    }

    @Test(
        "RFC 9110 13.1.2: If-None-Match compares weakly: 304 to GET and HEAD, 412 to others",
        arguments: [
            ("/resource", "\"v1\"", true), ("/resource", "W/\"v1\"", true), ("/resource", "\"v0\",\"v1\"", true),
            ("/resource", "*", true), ("/weak", "\"v1\"", true), ("/weak", "W/\"v1\"", true),
            ("/resource", "\"v0\"", false),
            ("/resource", "v1", false), ("/dated", "\"v1\"", false), ("/dated", "*", true),
        ])
    func ifNoneMatch(_ target: String, _ value: String, _ matches: Bool) throws {
        #expect(try status(target, ["If-None-Match: \(value)"]) == (matches ? 304 : 200))
        #expect(try status(target, ["If-None-Match: \(value)"], method: "HEAD") == (matches ? 304 : 200))
        #expect(try status(target, ["If-None-Match: \(value)"], method: "PUT") == (matches ? 412 : 204))
    }

    @Test("RFC 9110 13.1.2: If-None-Match with * makes sure that something is new")
    func createOnly() throws {
        #expect(try status("/gone", ["If-None-Match: *"], method: "PUT") == 201)
        #expect(try status("/resource", ["If-None-Match: *"], method: "PUT") == 412)
    }

    @Test(
        "RFC 9110 13.1.3: If-Modified-Since is for GET and HEAD, and for what has a date",
        arguments: [
            (before, 200), (same, 304), (after, 304), ("Tuesday, 14-Nov-23 22:13:20 GMT", 304),
            ("Tue Nov 14 22:13:20 2023", 304),
            ("yesterday", 200), ("\(same), \(same)", 200),
        ])
    func ifModifiedSince(_ date: String, _ expected: Int) throws {
        #expect(try status("/dated", ["If-Modified-Since: \(date)"]) == expected)
        #expect(try status("/dated", ["If-Modified-Since: \(date)"], method: "HEAD") == expected)
        #expect(try status("/dated", ["If-Modified-Since: \(date)"], method: "PUT") == 204)
        #expect(try status("/page", ["If-Modified-Since: \(date)"]) == 200)
    }

    @Test("RFC 9110 13.1.3: two lines of If-Modified-Since are no date")
    func twoDates() throws {
        #expect(try status("/dated", ["If-Modified-Since: \(Self.same)", "If-Modified-Since: \(Self.same)"]) == 200)
    }

    @Test(
        "RFC 9110 13.1.4: If-Unmodified-Since that is false is 412; one that is no date counts for nothing",
        arguments: [
            (before, false), (same, true), (after, true), ("tomorrow", true),
        ])
    func ifUnmodifiedSince(_ date: String, _ holds: Bool) throws {
        #expect(try status("/dated", ["If-Unmodified-Since: \(date)"], method: "PUT") == (holds ? 204 : 412))
        #expect(try status("/dated", ["If-Unmodified-Since: \(date)"]) == (holds ? 200 : 412))
        #expect(try status("/page", ["If-Unmodified-Since: \(date)"]) == 200)
    }

    @Test("RFC 9110 13.2.1: conditions count only where the answer would be 200 without them, and not for OPTIONS")
    func onlySuccess() throws {
        for field in ["If-Match: \"x\"", "If-None-Match: *", "If-Unmodified-Since: \(Self.before)"] {
            #expect(try status("/missing", [field]) == 404)
            #expect(try status("/moved", [field]) == 301)
            #expect(try status("/items", [field], method: "OPTIONS") == 204)
        }
    }

    @Test(
        "RFC 9110 13.2.2: If-Match goes before all, If-None-Match before If-Modified-Since",
        arguments: [
            (["If-Match: \"v1\"", "If-Unmodified-Since: \(before)"], 200),
            (["If-Match: \"v0\"", "If-Unmodified-Since: \(after)"], 412),
            (["If-Match: \"v0\"", "If-None-Match: \"v1\""], 412),
            (["If-Match: \"v1\"", "If-None-Match: \"v1\""], 304),
            (["If-Unmodified-Since: \(before)", "If-None-Match: \"v1\""], 412),
            (["If-None-Match: \"v0\"", "If-Modified-Since: \(after)"], 200),
            (["If-None-Match: \"v1\"", "If-Modified-Since: \(before)"], 304),
            (["If-Unmodified-Since: \(after)", "If-Modified-Since: \(same)"], 304),
        ])
    func precedence(_ fields: [String], _ expected: Int) throws {
        #expect(try status("/resource", fields) == expected)
        #expect(try status("/resource", fields.reversed()) == expected)
    }
}

@Suite("RFC 9110 chapter 14: ranges", .timeLimit(.minutes(1)))
struct RFC9110RangeTests {
    private func get(_ range: String, _ fields: String..., method: String = "GET") throws -> ClientResponse {
        let server = try ConformanceServer()
        let lines = (["Range: \(range)"] + fields).map { $0 + "\r\n" }.joined()
        return try server.answer(
            to: "\(method) \(server.asset) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n", isHead: method == "HEAD")
    }

    @Test(
        "RFC 9110 14.1.2: one range is sent as 206 with Content-Range",
        arguments: [
            ("bytes=0-0", "a", "bytes 0-0/26"), ("bytes=0-4", "abcde", "bytes 0-4/26"),
            ("bytes=23-", "xyz", "bytes 23-25/26"),
            ("bytes=-3", "xyz", "bytes 23-25/26"), ("bytes=25-99999999999999999999", "z", "bytes 25-25/26"),
            ("BYTES=1-2", "bc", "bytes 1-2/26"), ("bytes=-100", "abcdefghijklmnopqrstuvwxyz", "bytes 0-25/26"),
            ("bytes=0-", "abcdefghijklmnopqrstuvwxyz", "bytes 0-25/26"), ("bytes= 0-1 ,", "ab", "bytes 0-1/26"),
        ])
    func single(_ range: String, _ text: String, _ contentRange: String) throws {
        let answer = try get(range)
        #expect(answer.status == 206)
        #expect(answer.text == text)
        #expect(answer[header: "Content-Range"] == contentRange)
        #expect(answer[header: "Content-Length"] == "\(text.utf8.count)")
        for name in ["Date", "ETag", "Cache-Control"] { #expect(answer[header: name] != nil) }
    }

    @Test(
        "RFC 9110 14.1.2: a range that begins behind the end is 416, which says the length",
        arguments: [
            "bytes=26-", "bytes=26-30", "bytes=99999999999999999999-", "bytes=-0",
        ])
    func unsatisfiable(_ range: String) throws {
        let answer = try get(range)
        #expect(answer.status == 416)
        #expect(answer[header: "Content-Range"] == "bytes */26")
        #expect(answer[header: "ETag"] == nil)
    }

    @Test(
        "RFC 9110 14.2: another unit, a malformed range and several ranges get the whole",
        arguments: [
            "lines=0-1", "bytes", "bytes=", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "bytes=0-1,0-1", "bytes=--1",
            "bytes=1",
            "bytes=0 - 1", "bytes=0-1-2", "bytes:0-1", "", "bytes=+0-1", "bytes=0x1-2",
        ])
    func whole(_ range: String) throws {
        let answer = try get(range)
        #expect(answer.status == 200)
        #expect(answer.body == ConformanceServer.alphabet)
        #expect(answer[header: "Content-Range"] == nil)
        #expect(answer[header: "Accept-Ranges"] == "bytes")
    }

    @Test("RFC 9110 14.2: a range is for GET alone, and for what has ranges")
    func onlyRetrieval() throws {
        #expect(try get("bytes=0-1", method: "HEAD").status == 200)
        let server = try ConformanceServer()
        #expect(try server.get("/page", "Range: bytes=0-1").status == 200)
        #expect(try server.get("/page")[header: "Accept-Ranges"] == nil)
        #expect(try server.get("/missing", "Range: bytes=0-1").status == 404)
    }

    @Test("RFC 9110 14.2: preconditions go before the range")
    func afterConditions() throws {
        let server = try ConformanceServer()
        let tag = try #require(try server.get(server.asset)[header: "ETag"])
        #expect(try get("bytes=0-1", "If-None-Match: \(tag)").status == 304)
        #expect(try get("bytes=0-1", "If-Match: \"x\"").status == 412)
        #expect(try get("bytes=0-1", "If-Match: \(tag)").status == 206)
    }

    @Test("RFC 9110 13.1.5: If-Range that is false gets the whole; alone it means nothing")
    func ifRange() throws {
        let server = try ConformanceServer()
        let tag = try #require(try server.get(server.asset)[header: "ETag"])
        #expect(try get("bytes=0-1", "If-Range: \(tag)").status == 206)
        for value in ["W/\(tag)", "\"x\"", "Tue, 14 Nov 2023 22:13:20 GMT", "nonsense", ""] {
            #expect(try get("bytes=0-1", "If-Range: \(value)").status == 200)
        }
        #expect(try server.get(server.asset, "If-Range: \"x\"").status == 200)
    }

    @Test("RFC 9110 13.1.5: a date in If-Range must be the very date")
    func ifRangeByDate() {
        let request = { (date: String) in Request(.get, "/", headers: [("If-Range", date)]) }
        let modified = ConformanceServer.modified
        #expect(request("Tue, 14 Nov 2023 22:13:20 GMT").meetsIfRange(nil, modified))
        #expect(!request("Tue, 14 Nov 2023 22:13:21 GMT").meetsIfRange(nil, modified))
        #expect(!request("Tue, 14 Nov 2023 22:13:20 GMT").meetsIfRange(nil, nil))
    }

    @Test("RFC 9110 14.2: the range is of the form that is sent, gzip or not")
    func ofTheSelectedForm() throws {
        let server = try ConformanceServer()
        let target = server.files.url("long.txt")
        let connection = try RawConnection(server.server)
        try connection.send(
            "GET \(target) HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nRange: bytes=0-1\r\nConnection: close\r\n\r\n"
        )
        let bytes = try connection.restBytes()
        #expect(bytes.suffix(2) == [0x1f, 0x8b])
        #expect(try server.get(target, "Range: bytes=0-6").text == "waiting")
    }

    @Test("RFC 9110 15.5.17: a range of nothing is 416, its last octets are nothing")
    func emptyFile() {
        #expect(RequestedRange("bytes=0-", length: 0) == .unsatisfiable)
        #expect(RequestedRange("bytes=-1", length: 0) == .whole)
        #expect(RequestedRange("bytes=-0", length: 0) == .unsatisfiable)
    }
}
