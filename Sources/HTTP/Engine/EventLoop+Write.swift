import Glibc

extension EventLoop {
    /// The answer to a request that waited; the client may have gone meanwhile, or have it already.
    func deliver(_ response: Response, _ ticket: Ticket) {
        guard let connection = connection(ticket.connection), let pending = connection.pending,
            pending.number == ticket.request
        else { return }
        connection.pending = nil
        answer(response, pending.request, pending.begun, connection)
        flush(connection)
        resumeInput(connection)
    }

    func answer(
        _ response: Response, _ request: Request, _ begun: Begun, mayKeepAlive: Bool = true, _ connection: Connection
    ) {
        connection.served += 1
        let isLast = connection.served >= limits.requestsPerConnection || hardDeadline != nil
        let keepAlive = request.head.keepAlive && mayKeepAlive && !isLast
        let written = writer.write(response, for: request, keepAlive: keepAlive, into: &outgoing)
        if let stream = written.stream {
            return begin(stream, written, response, request, begun, connection)
        }
        if !written.keepAlive { endAfterOutput(connection, lingering: request.head.keepAlive) }
        queue(written.tail, connection)
        account(for: written, response, request, begun, connection)
    }

    /// - Parameter lingering: whether the peer may still be sending.
    func endAfterOutput(_ connection: Connection, lingering: Bool) {
        connection.closesAfterOutput = true
        connection.lingers = lingering
    }

    /// The engine's own answer to what is no request, or none we take. The connection ends: nobody can say where the
    /// next request would begin.
    func refuse(_ status: Status, _ connection: Connection) {
        sequence += 1
        let response = Response.problem(status)
        writer.refused = RequestID(loop: index, sequence: sequence)
        let written = writer.write(response, for: nil, keepAlive: false, into: &outgoing)
        endAfterOutput(connection, lingering: true)
        account(for: written, response, nil, Begun(turn: turnBegan, handling: turnBegan), connection)
    }

    /// Large pieces go to the connection's queue, behind what is in the loop's buffer.
    private func queue(_ tail: [[UInt8]], _ connection: Connection) {
        guard !tail.isEmpty else { return }
        moveOutgoing(from: 0, to: connection)
        for piece in tail { connection.output.append(piece) }
        flush(connection)
    }

    private func moveOutgoing(from start: Int, to connection: Connection) {
        if start < outgoing.count { connection.output.append(Array(outgoing[start...])) }
        outgoing.removeAll(keepingCapacity: true)
    }

    /// Sends what there is, and ends the connection if that was its last word.
    func flush(_ connection: Connection) {
        guard isOpen(connection) else { return outgoing.removeAll(keepingCapacity: true) }
        sendOutgoing(connection)
        guard isOpen(connection), flushQueue(connection) else { return }
        if connection.stream != nil { return askForPiece(connection) }
        if connection.closesAfterOutput, connection.wait != .peerClose { end(connection) }
    }

    /// The usual case: the socket takes the answers as they are, nothing is kept.
    private func sendOutgoing(_ connection: Connection) {
        guard !outgoing.isEmpty else { return }
        guard connection.output.isEmpty else { return moveOutgoing(from: 0, to: connection) }
        let result = outgoing.withUnsafeBytes { connection.transport.write($0, more: false) }
        switch result {
        case .bytes(let count):
            connection.sent += count
            metrics.bytesSent.add(count)
            moveOutgoing(from: count, to: connection)
        case .wantsRead, .wantsWrite: moveOutgoing(from: 0, to: connection)
        case .ended, .failed:
            outgoing.removeAll(keepingCapacity: true)
            close(connection)
        }
    }

    /// - Returns: whether the queue is empty now.
    private func flushQueue(_ connection: Connection) -> Bool {
        guard !connection.output.isEmpty else { return true }
        let (sent, last) = connection.output.flush(to: connection.transport, budget: 256 * 1024)
        connection.sent += sent
        metrics.bytesSent.add(sent)
        if case .failed = last {
            close(connection)
            return false
        }
        if sent > 0 || connection.wait != .output { setWait(.output, connection) }
        guard connection.output.isEmpty else {
            setInterest(last == .wantsRead ? .input : .output, connection)
            return false
        }
        resumeInput(connection)
        return true
    }

    /// Nothing stands in the way of the next request any more.
    func resumeInput(_ connection: Connection) {
        guard isOpen(connection), connection.mayProceed else { return }
        if connection.hasUnread || connection.transport.hasBufferedInput { makeReady(connection) }
        setInterest(.input, connection)
        settle(connection)
    }

    /// Our side is done. If the peer may still be sending, it must see our answer before the connection breaks
    /// (RFC 9112 section 9.6).
    func end(_ connection: Connection) {
        guard connection.lingers else { return close(connection) }
        connection.unread = []
        connection.transport.endOutput()
        setInterest(.input, connection)
        setWait(.peerClose, connection)
    }

    func setInterest(_ interest: Poller.Interest, _ connection: Connection) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        poller.change(connection.transport.number, interest, token: connection.token)
    }
}
