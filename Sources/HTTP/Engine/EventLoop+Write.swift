import Glibc

extension EventLoop {
    /// The answer to a request that waited; the client may have gone meanwhile, or have it already.
    func deliver(_ response: Response, _ ticket: Ticket) {
        guard let connection = connection(ticket.connection), let pending = connection.pending,
            pending.number == ticket.request
        else { return }
        connection.pending = nil
        answer(response, pending.request, started: pending.started, connection)
        flush(connection)
        resumeInput(connection)
    }

    func answer(
        _ response: Response, _ request: Request, started: ContinuousClock.Instant, _ connection: Connection
    ) {
        connection.served += 1
        let mayKeepAlive = connection.served < limits.requestsPerConnection && hardDeadline == nil
        let keepAlive = request.head.keepAlive && mayKeepAlive
        let written = writer.write(response, for: request, keepAlive: keepAlive, into: &outgoing)
        if !written.keepAlive {
            connection.closesAfterOutput = true
            connection.lingers = request.head.keepAlive
        }
        queue(written.tail, connection)
        log(written, response, request, started: started, connection)
    }

    /// The engine's own answer to what is no request, or none we take. The connection ends: nobody can say where the
    /// next request would begin.
    func refuse(_ status: Status, _ connection: Connection) {
        sequence += 1
        let response = Response.problem(status)
        let written = writer.write(response, for: nil, keepAlive: false, into: &outgoing)
        connection.closesAfterOutput = true
        connection.lingers = true
        log(written, response, nil, started: now, connection)
    }

    private func log(
        _ written: ResponseWriter.Written, _ response: Response, _ request: Request?,
        started: ContinuousClock.Instant, _ connection: Connection
    ) {
        guard let accessLog = configuration.accessLog else { return }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        accessLog(
            AccessRecord(
                time: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000, method: request?.method,
                route: response.route, status: written.status, bytes: written.bodyBytes, duration: .now - started,
                requestID: request?.id ?? RequestID(loop: index, sequence: sequence).text, actor: response.actor,
                remoteAddress: connection.remoteAddress))
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
        if connection.closesAfterOutput, connection.wait != .peerClose { end(connection) }
    }

    /// The usual case: the socket takes the answers as they are, nothing is kept.
    private func sendOutgoing(_ connection: Connection) {
        guard !outgoing.isEmpty else { return }
        guard connection.output.isEmpty else { return moveOutgoing(from: 0, to: connection) }
        let result = outgoing.withUnsafeBytes { connection.transport.write($0, more: false) }
        switch result {
        case .bytes(let count): moveOutgoing(from: count, to: connection)
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
    private func resumeInput(_ connection: Connection) {
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
