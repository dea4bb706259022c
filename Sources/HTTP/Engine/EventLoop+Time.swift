extension EventLoop {
    /// Says what the connection waits for now, after all that could be done was done.
    func settle(_ connection: Connection) {
        guard isOpen(connection) else { return }
        let wait = currentWait(connection)
        // A slow sender's deadline does not move with each byte.
        if wait != connection.wait { setWait(wait, connection) }
        if hardDeadline != nil, connection.isAtRest { close(connection) }
    }

    private func currentWait(_ connection: Connection) -> Connection.Wait {
        if connection.wait == .peerClose { return .peerClose }
        if !connection.output.isEmpty { return .output }
        if connection.pending != nil || connection.stream != nil { return .answer }
        switch connection.decoder.phase {
        case .body: return .body
        case .head: return .head
        // A new connection owes a request; a used one may rest.
        case .idle: return connection.served == 0 ? .head : .idle
        }
    }

    func setWait(_ wait: Connection.Wait, _ connection: Connection) {
        if wait != connection.wait { beginRate(connection, wait) }
        connection.wait = wait
        connection.deadline = timeout(wait).map { now + $0 }
    }

    private func timeout(_ wait: Connection.Wait) -> Duration? {
        switch wait {
        case .handshake: limits.handshakeTimeout
        case .idle: limits.idleTimeout
        case .head: limits.headerTimeout
        case .body: limits.bodyTimeout
        case .output: limits.writeTimeout
        case .peerClose: .seconds(2)
        case .answer: nil
        }
    }

    /// Ends what waits too long. Once a second is often enough, and cheaper than a timer each.
    func sweep() {
        for case let connection? in connections {
            let isLate = connection.deadline.map { $0 <= now } ?? false
            if isLate || isTooSlow(connection) { expire(connection) }
        }
    }

    private func expire(_ connection: Connection) {
        if let ending = connection.wait.ending { metrics.ended(ending) }
        switch connection.wait {
        case .head where connection.decoder.phase == .head, .body:
            refuse(.requestTimeout, connection)
            flush(connection)
        default: close(connection)
        }
    }

    // MARK: Draining

    var isFinished: Bool {
        guard let hardDeadline else { return false }
        return open == 0 || now >= hardDeadline
    }

    /// No new connections; those with a request get their answer, the others are closed.
    func drain(grace: Duration) {
        if let earlier = hardDeadline {
            hardDeadline = min(earlier, now + grace)
            return
        }
        // Who stands in the queue has been told that it is connected.
        while acceptConnections() {}
        poller.remove(listener.descriptor.number)
        listener.stop()
        hardDeadline = now + grace
        for case let connection? in connections { closeIfAtRest(connection) }
    }

    private func closeIfAtRest(_ connection: Connection) {
        if connection.isAtRest { readable(connection) }
        guard isOpen(connection), connection.isAtRest else { return }
        if mayBeSending(connection) {
            connection.deadline = now + .milliseconds(500)
        } else {
            close(connection)
        }
    }

    /// A new client, or one served just now, has probably a request on the way: it is answered, and told to go.
    private func mayBeSending(_ connection: Connection) -> Bool {
        guard connection.served > 0, let deadline = connection.deadline else { return true }
        return deadline - limits.idleTimeout > now - .seconds(1)
    }
}

extension Connection.Wait {
    /// What it is called when a wait of this kind took too long.
    fileprivate var ending: ServerMetrics.Ending? {
        switch self {
        case .handshake: .slowHandshake
        case .head: .slowHead
        case .body: .slowBody
        case .output: .slowRead
        case .idle: .idle
        case .answer, .peerClose: nil
        }
    }
}

extension Connection {
    /// Nothing received, nothing owed.
    var isAtRest: Bool { decoder.phase == .idle && mayProceed && !hasUnread && !isReady }
}
