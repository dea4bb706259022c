/// The state of one open connection. Confined to its loop; closed when the loop lets go of it.
final class Connection {
    /// What the connection waits for, which decides how long it may.
    enum Wait {
        case handshake, idle, head, body, answer, output, peerClose
    }

    /// A request whose answer comes later.
    struct Pending {
        let request: Request
        let number: UInt64
        let begun: Begun
    }

    let transport: Transport
    /// The descriptor's number below a generation: names this connection for ever.
    let token: UInt64
    let remoteAddress: String

    var decoder = RequestDecoder()
    /// Received but not looked at yet: requests behind a pending one, or beyond their turn.
    var unread: [UInt8] = []
    var unreadStart = 0
    var output = OutputQueue()
    var pending: Pending?
    var stream: OutgoingStream?
    var interest = Poller.Interest.input
    var wait = Wait.head
    var deadline: ContinuousClock.Instant?
    /// Bytes received, sent, and known to have arrived.
    var received = 0
    var sent = 0
    var acknowledged = 0
    /// Measured while a body comes or an answer goes.
    var rate: MinimumRate?
    /// Only here to be told that there is no room.
    var isGuest = false
    /// Requests answered so far.
    var served = 0
    /// The connection ends when its output is gone.
    var closesAfterOutput = false
    /// It ends from our side: what the peer has sent meanwhile must be read, or the reset would destroy the answer.
    var lingers = false
    /// Waits in the loop's list for its next turn.
    var isReady = false

    init(_ transport: consuming Transport, token: UInt64, remoteAddress: String) {
        self.transport = transport
        self.token = token
        self.remoteAddress = remoteAddress
    }

    /// Whether another request may be looked at.
    var mayProceed: Bool { pending == nil && stream == nil && output.isEmpty && !closesAfterOutput }

    var hasUnread: Bool { unreadStart < unread.count }
}
