import Testing

@testable import HTTP

@Suite("Conditional requests and gzip, over a real socket", .timeLimit(.minutes(1)))
struct ConditionalTests {
    private let page = Array(String(repeating: "<p>waiting</p>", count: 500).utf8)

    private func server() throws -> TestServer {
        let page = page
        let encoded = EncodedBody(page, contentType: .html)
        return try TestServer { request, _ in
            var response = Response(contentType: .html, body: .bytes(page))
            switch request.path {
            case "/encoded": response.body = .encoded(encoded)
            case "/small": response.body = .bytes(Array("small".utf8))
            case "/png": response.contentType = .png
            case "/created": response.status = .created
            default: break
            }
            response.entityTag = EntityTag(opaque: "v1")
            response.cacheControl = "no-cache"
            response.add("Set-Cookie", "a=1")
            return response
        }
    }

    @Test("an unchanged answer is 304 with what caches need", arguments: ["/", "/encoded"])
    func notModified(_ path: String) throws {
        let server = try server()
        let client = try server.client()
        for (tag, coding) in [("\"v1\"", "identity"), ("\"v1-gzip\"", "gzip"), ("W/\"v1\"", "identity"), ("*", "br")] {
            let headers = [("If-None-Match", "\"x\", " + tag), ("Accept-Encoding", coding)]
            let wanted = tag == "*" ? [("If-None-Match", "*"), ("Accept-Encoding", coding)] : headers
            let response = try client.send(.get, path, headers: wanted)
            #expect(response.status == 304)
            #expect(response.body.isEmpty)
            #expect(response[header: "ETag"] == (coding == "gzip" ? "\"v1-gzip\"" : "\"v1\""))
            #expect(response[header: "Cache-Control"] == "no-cache")
            #expect(response[header: "Vary"] == "Accept-Encoding")
            #expect(response[header: "Date"] != nil)
            #expect(response[header: "Content-Length"] == nil)
            #expect(response[header: "Content-Type"] == nil)
        }
        #expect(try client.send(.head, path, headers: [("If-None-Match", "\"v1\"")]).status == 304)
    }

    @Test("a changed answer, another method and another status are sent whole")
    func modified() throws {
        let server = try server()
        let client = try server.client()
        #expect(try client.send(.get, "/", headers: [("If-None-Match", "\"v0\"")]).body == page)
        #expect(try client.send(.post, "/", headers: [("If-None-Match", "\"v1\"")]).status == 200)
        #expect(try client.send(.get, "/created", headers: [("If-None-Match", "\"v1\"")]).status == 201)
    }

    @Test("gzip is used where it is wanted and helps, with a tag of its own", arguments: ["/", "/encoded"])
    func gzip(_ path: String) throws {
        let server = try server()
        let client = try server.client()
        let response = try client.send(.get, path, headers: [("Accept-Encoding", "br, gzip;q=0.5")])
        #expect(response[header: "Content-Encoding"] == "gzip")
        #expect(response[header: "ETag"] == "\"v1-gzip\"")
        #expect(response[header: "Vary"] == "Accept-Encoding")
        #expect(Int(response[header: "Content-Length"] ?? "") ?? .max < page.count / 10)
        #expect(response.body == page)
        let head = try client.send(.head, path, headers: [("Accept-Encoding", "gzip")])
        #expect(head[header: "Content-Length"] == response[header: "Content-Length"])
        #expect(head[header: "Content-Encoding"] == "gzip")
    }

    @Test("gzip is not used where it is refused, but caches are told that it was possible")
    func refused() throws {
        let server = try server()
        let client = try server.client()
        let response = try client.send(.get, "/", headers: [("Accept-Encoding", "gzip;q=0")])
        #expect(response[header: "Content-Encoding"] == nil)
        #expect(response[header: "ETag"] == "\"v1\"")
        #expect(response[header: "Vary"] == "Accept-Encoding")
        #expect(response.body == page)
    }

    @Test("what is small or compressed already is left alone", arguments: ["/small", "/png"])
    func leftAlone(_ path: String) throws {
        let server = try server()
        let response = try server.client().send(.get, path, headers: [("Accept-Encoding", "gzip")])
        #expect(response[header: "Content-Encoding"] == nil)
        #expect(response[header: "Vary"] == nil)
        #expect(response[header: "ETag"] == "\"v1\"")
    }
}
