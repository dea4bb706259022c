import HTTP

/// A server on a free port whose handler is a closure.
final class TestServer {
    let server: Server

    typealias Handler = @Sendable (Request, Exchange) -> Response?

    init(
        loops: Int = 1, configure: (inout ServerConfiguration) -> Void = { _ in },
        handler: @escaping Handler
    ) throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = loops
        configure(&configuration)
        server = try Server(configuration) { _, run in run(ClosureApplication(handler)) }
        try server.start()
    }

    deinit {
        server.shutdown(grace: .zero)
        server.wait()
    }

    func client() throws -> Client {
        try Client(host: "127.0.0.1", port: server.port, timeout: .seconds(10))
    }
}

final class ClosureApplication: Application {
    private let handler: TestServer.Handler

    init(_ handler: @escaping TestServer.Handler) {
        self.handler = handler
    }

    func respond(to request: Request, _ exchange: Exchange) -> Response? { handler(request, exchange) }

    func endOfTurn(now: ContinuousClock.Instant) {}
}

extension Response {
    static func text(_ text: String) -> Response {
        Response(contentType: .text, body: .bytes(Array(text.utf8)))
    }
}
