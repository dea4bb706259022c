import Testing

@testable import HTTP

@Suite("The way to TLS")
struct SecureRedirectTests {
    private func answer(_ method: HTTP.Method, _ target: String, host: String, port: UInt16 = 8443) throws -> Response {
        let redirect = SecureRedirect(port: port) { $0.path == "/certificate" ? .text("open") : nil }
        let bytes = Array("\(method.rawValue) \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
        var decoder = RequestDecoder()
        var position = 0
        var fields: [FieldLine] = []
        guard
            case .request(let message) = decoder.decode(
                bytes.span, at: &position, limits: Limits(), fields: &fields)
        else { throw ClientError.malformed }
        let request = Request(message, remoteAddress: "127.0.0.1", id: .unattached())
        return try #require(redirect.respond(to: request, Exchange { _ in }))
    }

    @Test(
        "the same target at the same name, on the other port",
        arguments: [
            ("clinic.lan", "https://clinic.lan:8443/a?b=c"), ("clinic.lan:8080", "https://clinic.lan:8443/a?b=c"),
            ("192.168.0.7:8080", "https://192.168.0.7:8443/a?b=c"), ("[fd00::7]:80", "https://[fd00::7]:8443/a?b=c"),
        ])
    func location(_ host: String, _ location: String) throws {
        for method in [HTTP.Method.get, .head, .post] {
            let response = try answer(method, "/a?b=c", host: host)
            #expect(response.status == .permanentRedirect)
            #expect(response[header: "Location"] == location)
            #expect(response.cacheControl == "no-store")
        }
    }

    @Test("the port of HTTPS is not said")
    func standardPort() throws {
        #expect(try answer(.get, "/", host: "clinic.lan", port: 443)[header: "Location"] == "https://clinic.lan/")
    }

    @Test("a host that could be no certificate's is not repeated", arguments: ["a_b", "a..b", "1.2.3", "-a"])
    func badHost(_ host: String) throws {
        #expect(try answer(.get, "/", host: host).status == .badRequest)
    }

    @Test("what must be had without TLS is, and only read")
    func open() throws {
        #expect(try answer(.get, "/certificate", host: "clinic.lan").status == .ok)
        #expect(try answer(.post, "/certificate", host: "clinic.lan").status == .permanentRedirect)
    }
}
