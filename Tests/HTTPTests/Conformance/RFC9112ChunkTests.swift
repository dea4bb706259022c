import Testing

@testable import HTTP

@Suite("RFC 9112 chapter 7: the chunked coding", .timeLimit(.minutes(1)))
struct RFC9112ChunkTests {
    private func post(_ body: String) -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    }

    @Test(
        "RFC 9112 7.1: chunks are decoded",
        arguments: [
            ("0\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"),
            ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("a\r\n0123456789\r\n00\r\n\r\n", "0123456789"),
            ("00000003\r\nabc\r\n0\r\n\r\n", "abc"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ])
    func decodes(_ body: String, _ expected: String) throws {
        #expect(try ConformanceServer().answer(to: post(body)).text == "POST /echo \(expected)")
    }

    @Test("RFC 9112 7.1: the name of the coding is case-insensitive")
    func anyCase() throws {
        let text = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ChUnKeD\r\n\r\n1\r\na\r\n0\r\n\r\n"
        #expect(try ConformanceServer().answer(to: text).text == "POST /echo a")
    }

    @Test(
        "RFC 9112 7.1: a size that is too large for us, or for any number, does not overflow",
        arguments: [
            ("FFFFFFFF", 413), ("100001", 413), ("FFFFFFFFFFFFFFFF", 400), ("10000000000000001", 400),
            ("8000000000000000", 400), ("\(String(repeating: "0", count: 400))1", 400),
        ])
    func largeSize(_ size: String, _ status: Int) throws {
        #expect(try ConformanceServer().refusal(of: post("\(size)\r\na\r\n0\r\n\r\n")) == status)
    }

    @Test(
        "RFC 9112 7.1: a malformed chunk is 400 and the connection closed",
        arguments: [
            "\r\n", "x\r\n", "-1\r\n", "+1\r\na\r\n0\r\n\r\n", "0x1\r\na\r\n0\r\n\r\n", "1 \r\na\r\n0\r\n\r\n",
            " 1\r\na\r\n0\r\n\r\n", "1\na\r\n0\r\n\r\n", "1\r\na\n0\r\n\r\n", "1\r\nab\r\n0\r\n\r\n",
            "2\r\na\r\n0\r\n\r\n",
            "1\r\na0\r\n\r\n", "1\r\n\r\na\r\n0\r\n\r\n", "1\ra\r\n0\r\n\r\n", "1,1\r\na\r\n0\r\n\r\n", "0\r\n\n",
            "0\n\r\n",
            "1.0\r\na\r\n0\r\n\r\n", "\u{0}1\r\na\r\n0\r\n\r\n",
        ])
    func malformed(_ body: String) throws {
        #expect(try ConformanceServer().refusal(of: post(body)) == 400)
    }

    @Test(
        "RFC 9112 7.1.1: extensions are ignored",
        arguments: [
            ";a", ";a=b", ";a=\"b c\"", ";a=\"\\\"\\\\;\"", ";a;b=c;d", " ;a", " ; a = b", "\t;a=\"\"", ";a=\"0\"",
        ])
    func extensions(_ text: String) throws {
        let body = "3\(text)\r\nabc\r\n0\(text)\r\n\r\n"
        #expect(try ConformanceServer().answer(to: post(body)).text == "POST /echo abc")
    }

    @Test(
        "RFC 9112 7.1.1: what is no extension is 400, above all a line that ends early",
        arguments: [
            ";", ";;", ";a=", ";=b", ";a b", ";a=\"b", ";a=b\"", ";a\n", ";\nabc", ";a\r", ";a=\"\u{0}\"",
            ";a=\"\r\n\"", " ",
            ";a=b c", ";a ", ";a=\"b\"c", "\"a\"",
        ])
    func malformedExtensions(_ text: String) throws {
        let body = "3\(text)\r\nabc\r\n0\r\n\r\n"
        #expect(try ConformanceServer().refusal(of: post(body)) == 400)
    }

    @Test("RFC 9112 7.1.1: extensions have a limit together: 431")
    func manyExtensions() throws {
        let long = "1;\(String(repeating: "e", count: 20_000))\r\na\r\n0\r\n\r\n"
        #expect(try ConformanceServer().refusal(of: post(long)) == 431)
        let many = String(repeating: "1;eeeeeeeeeeeeeeeeeeeeeeeee\r\na\r\n", count: 1_000)
        #expect(try ConformanceServer().refusal(of: post(many)) == 431)
    }

    @Test("RFC 9112 7.1.2: trailer fields are read and left out")
    func trailers() throws {
        let server = try ConformanceServer()
        let body = "1\r\na\r\n0\r\nX-Sum: 1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: b\r\nY:\r\n\r\n"
        let answers = try server.answers(to: post(body) + "GET /host HTTP/1.1\r\nHost: c\r\n\r\n", count: 2)
        #expect(answers.map(\.text) == ["POST /echo a", "c"])
    }

    @Test(
        "RFC 9112 7.1.2: a malformed trailer is 400 and the connection closed",
        arguments: [
            ": 1", "X", "X : 1", " X: 1", "X: 1\r\n 2", "X: a\u{0}b", "X: 1\n", "X\rY: 1", "X: 1\rY", "GET / HTTP/1.1",
        ])
    func malformedTrailers(_ line: String) throws {
        #expect(try ConformanceServer().refusal(of: post("0\r\n\(line)\r\n\r\n")) == 400)
    }

    @Test("RFC 9112 7.1.2: trailers have a limit: 431")
    func longTrailers() throws {
        let trailers = String(repeating: "X-Trailer: 1234567890\r\n", count: 1_000)
        #expect(try ConformanceServer().refusal(of: post("0\r\n\(trailers)\r\n")) == 431)
    }

    @Test("RFC 9112 7.4: TE changes nothing: we send no coding but chunked")
    func teField() throws {
        let response = try ConformanceServer().get("/chunks", "TE: gzip, trailers;q=0.5", "Connection: TE")
        #expect(response[header: "Transfer-Encoding"] == "chunked")
        #expect(response[header: "Trailer"] == nil)
    }
}
