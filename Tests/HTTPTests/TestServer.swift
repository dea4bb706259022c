import Glibc
import HTTP
import Synchronization

/// A server on a free port whose handler is a closure.
final class TestServer: Sendable {
    let server: Server
    let endOfTurn: @Sendable () -> Void

    typealias Handler = @Sendable (Request, Exchange) -> Response?
    typealias Admission = @Sendable (Request) -> BodyAdmission

    init(
        loops: Int = 1, endOfTurn: @escaping @Sendable () -> Void = {},
        configure: (inout ServerConfiguration) -> Void = { _ in },
        admit: @escaping Admission = { _ in .upTo(0) }, handler: @escaping Handler
    ) throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = loops
        configure(&configuration)
        self.endOfTurn = endOfTurn
        server = try Server(configuration) { _, run in
            run(ClosureApplication(handler: handler, admission: admit, turn: endOfTurn))
        }
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

private final class ClosureApplication: Application {
    private let handler: TestServer.Handler
    private let admission: TestServer.Admission
    private let turn: @Sendable () -> Void

    init(
        handler: @escaping TestServer.Handler, admission: @escaping TestServer.Admission,
        turn: @escaping @Sendable () -> Void
    ) {
        self.handler = handler
        self.admission = admission
        self.turn = turn
    }

    func respond(to request: Request, _ exchange: Exchange) -> Response? { handler(request, exchange) }

    func admit(bodyOf request: Request) -> BodyAdmission { admission(request) }

    func endOfTurn(now: ContinuousClock.Instant) { turn() }
}

extension Response {
    static func text(_ text: String) -> Response {
        Response(contentType: .text, body: .bytes(Array(text.utf8)))
    }
}

extension Content {
    /// Nothing if its file cannot be read.
    var all: [UInt8] { (try? bytes()) ?? [] }

    var text: String { String(decoding: all, as: UTF8.self) }

    var isFile: Bool {
        if case .file = self { true } else { false }
    }
}

/// Holds what one thread has and another waits for.
final class Box<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    func put(_ value: Value) {
        values.withLock { $0.append(value) }
    }

    var all: [Value] { values.withLock { $0 } }

    /// Waits until there are so many.
    func wait(for count: Int = 1) -> [Value] {
        while true {
            let present = all
            if present.count >= count { return present }
            sched_yield()
        }
    }
}
