extension EventLoop {
    /// TLS with the certificates now in force; nil without memory.
    func newSession(_ descriptor: borrowing Descriptor) -> TLSSession? {
        guard let tls = configuration.tls else { return TLSSession.none }
        return TLSSession(tls.current, descriptor: descriptor.number)
    }

    /// Goes on with a handshake. They cost a hundred requests each, so only some are worked on in one turn; epoll will
    /// report the others again.
    func handshake(_ connection: Connection) {
        guard handshakesLeft > 0 else { return }
        handshakesLeft -= 1
        switch connection.transport.handshake() {
        case .complete: begin(connection)
        case .wantsRead: setInterest(.input, connection)
        case .wantsWrite: setInterest(.output, connection)
        case .plainHTTP: refusePlainly(connection)
        case .failed(let reason): giveUp(connection, reason)
        }
    }

    private func giveUp(_ connection: Connection, _ reason: String) {
        metrics.ended(.failedHandshake)
        if let log = configuration.handshakeLog, let others = failedHandshakes.count(at: now) {
            log(FailedHandshake(remoteAddress: connection.remoteAddress, reason: reason, others: others))
        }
        close(connection)
    }

    /// The first request has often come with the last of the handshake.
    private func begin(_ connection: Connection) {
        setInterest(.input, connection)
        setWait(.head, connection)
        if hardDeadline != nil { connection.deadline = now + .milliseconds(500) }
        readable(connection)
    }

    /// To a client that speaks HTTP without TLS, which it must be told in its own way.
    private func refusePlainly(_ connection: Connection) {
        refuse(.badRequest, connection)
        outgoing.withUnsafeBytes { connection.transport.writePlainly($0) }
        outgoing.removeAll(keepingCapacity: true)
        end(connection)
    }
}
