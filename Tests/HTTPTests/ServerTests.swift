import HTTP
import Testing

@Suite("Over a real socket")
struct ServerTests {
    @Test("one connection serves many requests")
    func keepAlive() throws {
        let server = try TestServer { request, _ in .text(request.target) }
        let client = try server.client()
        for number in 0..<100 {
            #expect(try client.send(.get, "/\(number)").text == "/\(number)")
        }
    }
}
