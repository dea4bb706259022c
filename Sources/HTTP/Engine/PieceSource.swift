/// Makes the pieces of one answer's body while it is sent.
///
/// The loop asks for a piece when the socket has taken the last one, so no more than one piece waits in memory, however
/// slow the client. A source that is never asked (HEAD, 304, a client that is gone) is dropped without a word.
package protocol PieceSource: AnyObject, Sendable {
    /// Asks for the next piece, on the loop's thread: must return at once. The demand is met then or later, from any
    /// thread; before that there is no other.
    func next(_ demand: Demand)

    /// Nobody will take more: the client has gone, or the server ends. Called on the loop's thread, only after `next` and
    /// before the end.
    func cancel()
}

/// The way for the piece that was asked for. The first word counts, and none for a client that has gone.
package struct Demand: Sendable {
    package enum Supply: Sendable {
        /// Sent at once, as a chunk of its own; if it is empty, the source is asked again.
        case piece([UInt8])
        case end
        /// The connection is broken off, so that the client can tell that something is missing.
        case failure
    }

    private let deliver: Destination

    private enum Destination: Sendable {
        case loop(Mailbox, Ticket)
        case closure(@Sendable (Supply) -> Void)
    }

    init(_ mailbox: Mailbox, _ ticket: Ticket) {
        deliver = .loop(mailbox, ticket)
    }

    /// A demand without a socket: for tests and calls inside the process.
    package init(_ body: @escaping @Sendable (Supply) -> Void) {
        deliver = .closure(body)
    }

    package func give(_ piece: [UInt8]) { meet(.piece(piece)) }
    package func end() { meet(.end) }
    package func fail() { meet(.failure) }

    package func meet(_ supply: Supply) {
        switch deliver {
        case .loop(let mailbox, let ticket): mailbox.post(.supply(ticket, supply))
        case .closure(let body): body(supply)
        }
    }
}
