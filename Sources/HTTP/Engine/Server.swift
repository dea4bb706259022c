import Synchronization

/// A server of several event loops on one port.
package final class Server: Sendable {
    /// Makes the application of one loop and calls `run` with it, which returns when the server has shut down. In this
    /// form the loop can run inside the scope of whatever it needs.
    package typealias Loop = @Sendable (_ handle: EventLoopHandle, _ run: (any Application) -> Void) throws -> Void

    /// The port that is really used.
    package let port: UInt16

    private let configuration: ServerConfiguration
    private let loop: Loop
    private let listeners: [Listener]
    private let mailboxes: [Mailbox]
    private let count: AddressCount
    private let ready: Countdown
    private let ended: Countdown
    private let firstFailure = Mutex<(any Error)?>(nil)

    /// Binds the port, so that clients may connect; they are answered after `start`.
    package init(_ configuration: ServerConfiguration, loop: @escaping Loop) throws {
        precondition(configuration.loops > 0, "a server has at least one loop")
        try Listener.check(host: configuration.host, port: configuration.port)
        let first = try Listener(host: configuration.host, port: configuration.port)
        let others = try (1..<configuration.loops).map { _ in
            try Listener(host: configuration.host, port: first.port)
        }
        self.configuration = configuration
        self.loop = loop
        port = first.port
        listeners = [first] + others
        mailboxes = try listeners.map { _ in try Mailbox() }
        count = AddressCount(
            limit: min(configuration.limits.connections, DescriptorLimit.forConnections),
            perAddress: configuration.limits.connectionsPerAddress)
        ready = try Countdown(configuration.loops)
        ended = try Countdown(configuration.loops)
    }

    /// Starts the loops' threads and returns when all of them run.
    /// - Throws: what the first loop threw that did not get that far; the others are shut down then.
    package func start() throws {
        for index in listeners.indices {
            do { try Thread.start(named: "loop-\(index)") { self.runLoop(index) } } catch {
                end(index, wasReady: false, error)
            }
        }
        ready.wait()
        if let failure { throw failure }
    }

    /// What a loop threw, if one did.
    package var failure: (any Error)? { firstFailure.withLock { $0 } }

    /// Drains: no new connections, answers for the requests that came, with `Connection: close`. After `grace` the
    /// rest is cut off. Returns at once.
    package func shutdown(grace: Duration) {
        for mailbox in mailboxes { mailbox.post(.drain(grace: grace)) }
    }

    /// Returns when all loops have ended; only to be called after `start`.
    package func wait() {
        ended.wait()
    }

    private func runLoop(_ index: Int) {
        var wasReady = false
        var failure: (any Error)?
        do {
            try loop(EventLoopHandle(mailboxes[index])) { application in
                run(application, index) {
                    wasReady = true
                    ready.signal()
                }
            }
        } catch {
            failure = error
        }
        end(index, wasReady: wasReady, failure)
    }

    /// Whoever waits for this loop need not wait any longer.
    private func end(_ index: Int, wasReady: Bool, _ failure: (any Error)?) {
        if let failure { fail(failure) }
        mailboxes[index].close()
        listeners[index].stop()
        if !wasReady { ready.signal() }
        ended.signal()
    }

    private func run(_ application: any Application, _ index: Int, onReady: () -> Void) {
        do {
            let eventLoop = try EventLoop(
                application, index: index, configuration: configuration, listener: listeners[index],
                mailbox: mailboxes[index], count: count)
            onReady()
            eventLoop.run()
        } catch {
            fail(error)
        }
    }

    /// One loop less would be half a server: all end.
    private func fail(_ error: any Error) {
        firstFailure.withLock { $0 = $0 ?? error }
        shutdown(grace: .zero)
    }
}
