import Glibc
import Synchronization
import Testing

@testable import HTTP

@Suite("A server's life", .timeLimit(.minutes(1)))
struct LifecycleTests {
    private static let get = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("draining finishes the request in flight, closes idle connections, and accepts no more")
    func drain() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer { request, exchange in
            guard request.path == "/later" else { return .text("now") }
            exchanges.put(exchange)
            return nil
        }
        let idle = try RawConnection(server)
        try idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try idle.response()[header: "Connection"] == nil)
        let busy = try RawConnection(server)
        try busy.send(Self.get)
        let exchange = exchanges.wait()[0]
        server.server.shutdown(grace: .seconds(30))
        #expect(try idle.rest().isEmpty)
        #expect(throws: ClientError.self) { try RawConnection(server).response() }
        exchange.complete(.text("late"))
        let response = try busy.response()
        #expect(response.text == "late")
        #expect(response[header: "Connection"] == "close")
        _ = try busy.rest()
        server.server.wait()
    }

    @Test("a busy client is answered until it is told to go")
    func drainBusyClient() throws {
        for _ in 0..<20 {
            let server = try TestServer { _, _ in .text("ok") }
            let connection = try RawConnection(server)
            var answers = 0
            var isTold = false
            while !isTold {
                try connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try connection.response()
                #expect(response.text == "ok")
                isTold = response[header: "Connection"] == "close"
                answers += 1
                if answers == 3 { server.server.shutdown(grace: .seconds(30)) }
            }
            #expect(answers > 3)
        }
    }

    @Test("a request half received when draining begins is still answered")
    func drainPartialRequest() throws {
        let server = try TestServer { request, _ in .text(request.body.text) }
        let connection = try RawConnection(server)
        try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n")
        try connection.wait(for: "100 Continue")
        server.server.shutdown(grace: .seconds(30))
        try connection.send("abcdef")
        #expect(try connection.rest().hasSuffix("abcdef"))
        server.server.wait()
    }

    @Test("grace has an end")
    func hardClose() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer { _, exchange in
            exchanges.put(exchange)
            return nil
        }
        let connection = try RawConnection(server)
        try connection.send(Self.get)
        let exchange = exchanges.wait()[0]
        server.server.shutdown(grace: .milliseconds(10))
        server.server.wait()
        #expect(try connection.rest().isEmpty)
        exchange.complete(.text("too late"))
    }

    @Test("a loop that cannot start stops the start")
    func failedStart() throws {
        struct NoDatabase: Error {}
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = 2
        let calls = Atomic(0)
        let server = try Server(configuration) { _, run in
            if calls.add(1, ordering: .relaxed).newValue == 2 { throw NoDatabase() }
            run(Silent())
        }
        #expect(throws: NoDatabase.self) { try server.start() }
        server.wait()
    }

    @Test("a port in use is an error")
    func portInUse() throws {
        let address = try SocketAddress(host: "127.0.0.1", port: 0)
        let taken = Descriptor(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        let number = taken.number
        #expect(address.withPointer { bind(number, $0, $1) } == 0)
        #expect(listen(number, 1) == 0)
        var configuration = ServerConfiguration()
        configuration.port = try SocketAddress.local(of: taken).port
        #expect(throws: SystemError.self) { try Server(configuration) { _, _ in } }
    }

    @Test("work is run on the loop's thread, in order")
    func execute() throws {
        let handles = Box<EventLoopHandle>()
        let numbers = Box<Int>()
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        let server = try Server(configuration) { handle, run in
            handles.put(handle)
            run(Silent())
        }
        try server.start()
        for number in 0..<100 { handles.all[0].execute { numbers.put(number) } }
        #expect(numbers.wait(for: 100) == Array(0..<100))
        server.shutdown(grace: .zero)
        server.wait()
        handles.all[0].execute { numbers.put(-1) }
    }

    @Test("the application gets its turn without any traffic")
    func endOfTurn() throws {
        let turns = Box<Int>()
        let server = try TestServer(endOfTurn: { turns.put(1) }) { _, _ in nil }
        _ = turns.wait(for: 4)
        withExtendedLifetime(server) {}
    }

    @Test("a slow head or body ends with 408, rest ends in silence")
    func timeouts() throws {
        let server = try TestServer(configure: {
            $0.limits.headerTimeout = .milliseconds(1)
            $0.limits.bodyTimeout = .milliseconds(1)
            $0.limits.idleTimeout = .milliseconds(1)
        }) { _, _ in .text("ok") }
        let head = try RawConnection(server)
        try head.send("GET / HT")
        #expect(try head.response().status == 408)
        let body = try RawConnection(server)
        try body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx")
        #expect(try body.response().status == 408)
        let silent = try RawConnection(server)
        #expect(try silent.rest().isEmpty)
        let idle = try RawConnection(server)
        try idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try idle.response().status == 200)
        #expect(try idle.rest().isEmpty)
    }

    @Test("an answer that takes longer than all other limits is waited for")
    func patience() throws {
        let exchanges = Box<Exchange>()
        let server = try TestServer(configure: {
            $0.limits.headerTimeout = .milliseconds(1)
            $0.limits.idleTimeout = .milliseconds(1)
        }) { request, exchange in
            if request.path == "/later" { exchanges.put(exchange) }
            return request.path == "/later" ? nil : .text("ok")
        }
        let connection = try RawConnection(server)
        try connection.send(Self.get)
        let exchange = exchanges.wait()[0]
        for _ in 0..<2 {
            let witness = try RawConnection(server)
            #expect(try witness.rest().isEmpty)
        }
        exchange.complete(.text("late"))
        #expect(try connection.response().text == "late")
    }

    @Test("SIGTERM is heard once")
    func signals() throws {
        let heard = Box<Bool>()
        Signals.onTermination { heard.put(true) }
        kill(getpid(), SIGTERM)
        #expect(heard.wait() == [true])
    }

    @Test("the access log has route, status and size, but no path")
    func accessLog() throws {
        let records = Box<AccessRecord>()
        let server = try TestServer(configure: { $0.accessLog = { records.put($0) } }) { _, _ in
            var response = Response.text("four")
            response.route = "/patients/:id"
            response.actor = "staff-7"
            return response
        }
        let connection = try RawConnection(server)
        try connection.send("GET /patients/17?name=x HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
        _ = try connection.rest()
        let found = records.wait(for: 2)
        #expect(found[0].method == .get)
        #expect(found[0].route == "/patients/:id")
        #expect(found[0].status == .ok)
        #expect(found[0].bytes == 4)
        #expect(found[0].actor == "staff-7")
        #expect(found[0].remoteAddress == "127.0.0.1")
        #expect(found[0].duration >= .zero)
        #expect(found[0].requestID.count == 20)
        #expect(found[0].time > 1_700_000_000_000)
        #expect(found[1].method == nil)
        #expect(found[1].requestID != found[0].requestID)
        #expect(found[1].status == .badRequest)
        #expect(!"\(found)".contains("patients/17"))
    }

    @Test("IPv6 is spoken", .enabled(if: hasIPv6))
    func ipv6() throws {
        let server = try TestServer(configure: { $0.host = "::1" }) { request, _ in .text(request.remoteAddress) }
        let client = try Client(host: "::1", port: server.server.port)
        #expect(try client.send(.get, "/").text == "::1")
    }

    @Test("a mapped IPv4 address is an IPv4 address", .enabled(if: hasIPv6))
    func mappedAddress() throws {
        let server = try TestServer(configure: { $0.host = "::" }) { request, _ in .text(request.remoteAddress) }
        #expect(try server.client().send(.get, "/").text == "127.0.0.1")
    }

    private static var hasIPv6: Bool {
        guard let address = try? SocketAddress(host: "::1", port: 0) else { return false }
        let probe = Descriptor(socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0))
        let number = probe.number
        return address.withPointer { bind(number, $0, $1) } == 0
    }

    private final class Silent: Application {
        func respond(to request: Request, _ exchange: Exchange) -> Response? { nil }
        func endOfTurn(now: ContinuousClock.Instant) {}
    }
}
