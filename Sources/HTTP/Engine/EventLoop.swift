import CLinux
import Glibc

/// One thread's server: its listener, its connections, its application. Everything in it belongs to that thread; the
/// mailbox is the door for others.
final class EventLoop {
    static let listenerToken = UInt64.max
    static let mailboxToken = UInt64.max - 1

    let application: any Application
    let index: Int
    let configuration: ServerConfiguration
    let limits: Limits
    let listener: Listener
    let mailbox: Mailbox
    let count: AddressCount
    let metrics: LoopMetrics

    var poller: Poller
    /// By descriptor number.
    var connections: [Connection?] = []
    var open = 0
    /// Connections that are only told that there is no room; they count as open to nobody.
    var guests = 0
    /// Of this turn, the longest resting first; nil until somebody needs room.
    var resting: [Resting]?
    var generation: UInt32 = 0
    /// Requests so far, the source of tickets and request ids.
    var sequence: UInt64 = 0
    /// Pieces of streams asked for so far, the source of their tickets.
    var demands: UInt64 = 0
    /// The time of this turn.
    var now = ContinuousClock.now
    var turnBegan = Monotonic.now()
    var writer: ResponseWriter
    /// Answers for the connection at hand, not sent yet.
    var outgoing: [UInt8] = []
    var receiveBuffer = [UInt8](repeating: 0, count: 64 * 1024)
    var fieldScratch: [FieldLine] = []
    /// Connections with more to do that gave way to others.
    var ready: [UInt64] = []
    /// Given up for a moment to turn clients away when there are no descriptors left.
    var reserve: Descriptor?
    /// Set when draining: the end of grace.
    var hardDeadline: ContinuousClock.Instant?
    /// In nanoseconds.
    let slowAfter: Int64
    /// Steps of TLS handshakes that may still be made in this turn.
    var handshakesLeft = 0
    var failedHandshakes = FailedHandshakes()
    private var items: [Mailbox.Item] = []
    private var nextSweep = ContinuousClock.now

    init(
        _ application: any Application, index: Int, configuration: ServerConfiguration, listener: Listener,
        mailbox: Mailbox, count: AddressCount
    ) throws {
        self.application = application
        self.index = index
        self.configuration = configuration
        limits = configuration.limits
        self.listener = listener
        self.mailbox = mailbox
        self.count = count
        metrics = configuration.metrics.loop()
        slowAfter = Int64(configuration.slowAfter / .nanoseconds(1))
        poller = try Poller()
        writer = ResponseWriter(serverName: configuration.serverName, fields: configuration.fields)
        writer.strictTransport = configuration.strictTransport
        reserve = Self.openReserve()
        guard poller.add(mailbox.number, .input, token: Self.mailboxToken),
            poller.add(listener.descriptor.number, .input, token: Self.listenerToken)
        else { throw SystemError("epoll_ctl") }
    }

    /// Returns after `Mailbox.Item.drain`, when all connections are closed.
    func run() {
        while !isFinished { turn() }
        closeAll()
        mailbox.close()
    }

    private func turn() {
        let maySleep = ready.isEmpty && mailbox.prepareToSleep()
        let events = poller.wait(milliseconds: maySleep ? 250 : 0)
        now = .now
        turnBegan = Monotonic.now()
        resting = nil
        writer.refreshDate()
        handshakesLeft = limits.handshakesPerTurn
        for index in 0..<events { dispatch(poller.event(index)) }
        readMail()
        resumeReady()
        application.endOfTurn(now: now)
        if now >= nextSweep || hardDeadline != nil {
            sweep()
            nextSweep = now + .seconds(1)
        }
        metrics.turned(nanoseconds: Monotonic.now() - turnBegan)
    }

    private func dispatch(_ event: Poller.Event) {
        switch event.token {
        case Self.listenerToken: acceptConnections()
        case Self.mailboxToken: mailbox.acknowledge()
        default:
            guard let connection = connection(event.token) else { return }
            handle(event, connection)
        }
    }

    private func handle(_ event: Poller.Event, _ connection: Connection) {
        if event.isBroken, !event.isReadable || !connection.mayProceed {
            close(connection)
            return
        }
        if connection.wait == .handshake { return handshake(connection) }
        if event.isWritable { flush(connection) }
        // A read that had to write first.
        if connection.interest == [.input, .output], isOpen(connection) {
            setInterest(.input, connection)
            return readable(connection)
        }
        if event.isReadable, isOpen(connection) { readable(connection) }
    }

    private func readMail() {
        if let posted = mailbox.take(&items) { metrics.fetched(nanoseconds: Monotonic.now() - posted) }
        for item in items {
            switch item {
            case .answer(let ticket, let response): deliver(response, ticket)
            case .supply(let ticket, let supply): self.supply(supply, ticket)
            case .work(let work): work()
            case .drain(let grace): drain(grace: grace)
            }
        }
        items.removeAll(keepingCapacity: true)
    }

    private func resumeReady() {
        guard !ready.isEmpty else { return }
        let turns = ready.prefix(limits.resumedPerTurn)
        ready.removeFirst(turns.count)
        for token in turns {
            guard let connection = connection(token) else { continue }
            connection.isReady = false
            resume(connection)
        }
    }

    // MARK: The table of connections

    /// Nil if that connection is gone, even if another has its descriptor number now.
    func connection(_ token: UInt64) -> Connection? {
        let number = Int(token & 0xffff_ffff)
        guard number < connections.count, let connection = connections[number], connection.token == token else {
            return nil
        }
        return connection
    }

    func isOpen(_ connection: Connection) -> Bool { self.connection(connection.token) != nil }

    func add(_ descriptor: consuming Descriptor, address: String) {
        guard let connection = insert(descriptor, address: address, isGuest: false) else {
            count.leave(address)
            return
        }
        setWait(connection.transport.isPlain ? .head : .handshake, connection)
    }

    /// Nil if the kernel could not watch it.
    func insert(_ descriptor: consuming Descriptor, address: String, isGuest: Bool) -> Connection? {
        let number = Int(descriptor.number)
        generation &+= 1
        let token = UInt64(generation & 0x7fff_ffff) << 32 | UInt64(number)
        guard let session = isGuest ? TLSSession.none : newSession(descriptor) else { return nil }
        let connection = Connection(Transport(descriptor, session), token: token, remoteAddress: address)
        connection.isGuest = isGuest
        guard poller.add(Int32(number), .input, token: token) else { return nil }
        while connections.count <= number { connections.append(nil) }
        connections[number] = connection
        if isGuest {
            guests += 1
        } else {
            open += 1
            metrics.open.add()
        }
        return connection
    }

    func close(_ connection: Connection) {
        guard isOpen(connection) else { return }
        abandonStream(connection)
        connection.transport.sayGoodbye()
        connections[Int(connection.transport.number)] = nil
        if connection.isGuest {
            guests -= 1
            return
        }
        count.leave(connection.remoteAddress)
        open -= 1
        metrics.open.add(-1)
    }

    private func closeAll() {
        for connection in connections { connection.map(close) }
    }
}
