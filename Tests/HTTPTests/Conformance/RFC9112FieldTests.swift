import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 5: field lines", .timeLimit(.minutes(1)))
struct RFC9112FieldTests {
    private func with(_ line: String) -> String { "GET /echo HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n" }

    @Test(
        "RFC 9112 5.1: white space between name and colon is 400", arguments: ["X : 1", "X\t: 1", "Content-Length : 0"])
    func blankBeforeColon(_ line: String) throws {
        #expect(try ConformanceServer().refusal(of: with(line)) == 400)
    }

    @Test("RFC 9112 5.1: white space around the value is no part of it")
    func blanksAroundValue() throws {
        let server = try ConformanceServer()
        for host in ["Host:a.b", "Host: a.b", "Host:\t a.b \t", "hOST:   a.b"] {
            #expect(try server.answer(to: "GET /host HTTP/1.1\r\n\(host)\r\n\r\n").text == "a.b")
        }
    }

    @Test(
        "RFC 9112 5: a line without a name, without a colon or with no token before it is 400",
        arguments: [
            ": 1", "X", "X Y: 1", "X\u{0}: 1", "(X): 1", "X/Y: 1", "\u{e9}: 1", "\"X\": 1",
        ])
    func malformed(_ line: String) throws {
        #expect(try ConformanceServer().refusal(of: with(line)) == 400)
    }

    @Test(
        "RFC 9112 5.2: a folded line is 400", arguments: ["X: 1\r\n 2", "X: 1\r\n\t2", "X:\r\n 1", "X: 1\r\n \r\nY: 2"])
    func folding(_ line: String) throws {
        #expect(try ConformanceServer().refusal(of: with(line)) == 400)
    }

    @Test("RFC 9112 5.2: our own fields are never folded")
    func neverFolds() throws {
        let connection = try RawConnection(try ConformanceServer().server)
        try connection.send("GET /split HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let lines = try connection.rest().split(separator: "\r\n" as Character, omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { !$0.hasPrefix(" ") && !$0.hasPrefix("\t") })
    }

    @Test("RFC 9112 11.1: nothing that is put into a field becomes another field or a body")
    func responseSplitting() throws {
        let response = try ConformanceServer().get("/split")
        #expect(response[header: "X-Injected"] == nil)
        #expect(response.text == "whole")
        #expect(response[header: "X-Name"] == "a  X-Injected: 1    body")
        #expect(response[header: "Cache-Control"] == "no-store  X-Injected: 1")
    }
}
