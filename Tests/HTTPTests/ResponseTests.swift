import Testing

@testable import HTTP

@Suite("A response")
struct ResponseTests {
    @Test("cannot be split by what is put into it")
    func splitting() {
        let evil = "a\r\nSet-Cookie: stolen=1\r\n\r\n<html>"
        var response = Response(contentType: ContentType(evil, isCompressible: false))
        response.add("X-Name", evil)
        response.add("X\r\nY", "1")
        response.add("X Y", "1")
        response.add("", "1")
        response.set("Location", evil)
        response.cacheControl = evil
        response.entityTag = EntityTag(opaque: "\"" + evil)
        let text = written(response, serverName: evil)
        #expect(!text.contains("\r\nSet-Cookie"))
        #expect(text.components("\r\n\r\n") == 2)
        #expect(!text.contains("X Y"))
        #expect(text.contains("X-Name: a  Set-Cookie: stolen=1    <html>\r\n"))
    }

    @Test("leaves framing to the engine")
    func framing() {
        var response = Response.text("abc")
        for name in ["Content-Length", "transfer-encoding", "CONNECTION", "Date", "Content-Encoding"] {
            response.add(name, "7")
        }
        let text = written(response)
        #expect(text.contains("Content-Length: 3\r\n"))
        #expect(!text.contains(": 7\r\n"))
    }

    @Test("keeps several fields of one name, and replaces them all")
    func fields() {
        var response = Response()
        response.add("Set-Cookie", "a=1")
        response.add("Set-Cookie", "b=2")
        #expect(response.fields.count == 2)
        #expect(response[header: "set-cookie"] == "a=1")
        response.set("set-cookie", "c=3")
        #expect(response.fields.count == 1)
        response.add("Content-Type", "text/x")
        #expect(response[header: "content-type"] == "text/x")
    }

    @Test("has no body where none is allowed")
    func withoutBody() {
        var response = Response.text("abc")
        response.status = .noContent
        let text = written(response)
        #expect(text.hasPrefix("HTTP/1.1 204 No Content\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(!text.contains("Content-Length"))
    }

    @Test("of the engine is a problem document")
    func problem() {
        let response = Response.problem(.contentTooLarge)
        #expect(response.contentType == .problemJSON)
        let text = written(response)
        #expect(text.hasSuffix(#"{"type":"about:blank","title":"Content Too Large","status":413}"#))
    }

    @Test("names the allowed methods")
    func allow() {
        #expect(Response.allow([.get, .head, .options])[header: "Allow"] == "GET, HEAD, OPTIONS")
        #expect(Response.allow([.get], status: .methodNotAllowed).status == .methodNotAllowed)
    }

    @Test(
        "dates are right, also around leap days",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        ])
    func dates(_ seconds: Int, _ expected: String) {
        #expect(HTTPDate.format(seconds) == expected)
    }

    private func written(_ response: Response, serverName: String? = nil) -> String {
        var writer = ResponseWriter(serverName: serverName)
        var output: [UInt8] = []
        _ = writer.write(response, for: Request(.get, "/"), keepAlive: true, into: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> Int {
        var count = 1
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
