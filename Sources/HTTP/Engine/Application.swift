/// What answers requests. One instance per event loop, used only on that loop's thread: it needs no locks, and whatever
/// takes its time there delays all other clients of the loop.
package protocol Application: AnyObject {
    /// - Returns: nil if the answer will come later by `exchange.complete`. Later requests on the same connection wait
    ///   for it.
    func respond(to request: Request, _ exchange: Exchange) -> Response?

    /// Asked when the head of a request has come whose body is longer than `Limits.body`, or chunked, if there are
    /// routes at all that take more: says how much, or answers without the body.
    func admit(bodyOf request: Request) -> BodyAdmission

    /// Called once per turn of the loop, after the requests of that turn, and at least every 250 ms.
    func endOfTurn(now: ContinuousClock.Instant)
}

/// The way home for an answer that comes later.
package struct Exchange: Sendable {
    private let deliver: Destination

    private enum Destination: Sendable {
        case loop(Mailbox, Ticket)
        case closure(@Sendable (Response) -> Void)
    }

    init(_ mailbox: Mailbox, _ ticket: Ticket) {
        deliver = .loop(mailbox, ticket)
    }

    /// An exchange without a socket: for tests and calls inside the process.
    package init(_ body: @escaping @Sendable (Response) -> Void) {
        deliver = .closure(body)
    }

    /// Answers, from any thread. The first answer counts; one for a client that has gone is dropped.
    ///
    /// A client that only stopped sending looks like one that has gone, so the engine waits for the answer to either:
    /// every request must be completed some time.
    package func complete(_ response: Response) {
        switch deliver {
        case .loop(let mailbox, let ticket): mailbox.post(.answer(ticket, response))
        case .closure(let body): body(response)
        }
    }
}

/// Which request of which connection: never the same twice on one loop.
struct Ticket: Sendable, Equatable {
    let connection: UInt64
    let request: UInt64
}

/// A way to make a loop do something on its own thread.
package struct EventLoopHandle: Sendable {
    private let run: Destination

    private enum Destination: Sendable {
        case loop(Mailbox)
        case closure(@Sendable (@escaping @Sendable () -> Void) -> Void)
    }

    init(_ mailbox: Mailbox) {
        run = .loop(mailbox)
    }

    /// A handle without a loop, for tests: `body` is given the work.
    package init(_ body: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
        run = .closure(body)
    }

    /// Runs the work on the loop's thread in its next turn, in order. After the loop's end it is dropped.
    package func execute(_ work: @escaping @Sendable () -> Void) {
        switch run {
        case .loop(let mailbox): mailbox.post(.work(work))
        case .closure(let body): body(work)
        }
    }
}
