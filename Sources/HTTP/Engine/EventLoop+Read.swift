extension EventLoop {
    /// The connection has input, or its end.
    func readable(_ connection: Connection) {
        if connection.wait == .peerClose { return discardInput(connection) }
        guard connection.mayProceed else {
            // Back-pressure: what we cannot answer yet stays in the kernel. Only now, because most clients wait anyway.
            return setInterest(connection.output.isEmpty ? [] : .output, connection)
        }
        guard !connection.isReady else { return }
        withReceiveBuffer { buffer in
            switch connection.transport.read(into: &buffer) {
            case .bytes(let length):
                metrics.bytesReceived.add(length)
                connection.received += length
                received(buffer.span.extracting(0..<length), connection)
            case .wantsRead: break
            case .wantsWrite: setInterest([.input, .output], connection)
            case .ended, .failed: close(connection)
            }
        }
    }

    private func received(_ bytes: Span<UInt8>, _ connection: Connection) {
        let used = process(bytes, connection)
        if used < bytes.count { keep(bytes.extracting(used..<bytes.count).array(), from: 0, connection) }
        if connection.transport.hasBufferedInput { makeReady(connection) }
        settle(connection)
    }

    /// Goes on with a connection that gave way or waited.
    func resume(_ connection: Connection) {
        guard connection.mayProceed else { return }
        guard connection.hasUnread else {
            if connection.transport.hasBufferedInput { readable(connection) }
            return
        }
        let unread = connection.unread
        let start = connection.unreadStart
        connection.unread = []
        connection.unreadStart = 0
        let used = process(unread.span.extracting(start..<unread.count), connection)
        if start + used < unread.count { keep(unread, from: start + used, connection) }
        settle(connection)
    }

    /// Keeps what was received but must wait.
    private func keep(_ bytes: [UInt8], from start: Int, _ connection: Connection) {
        guard isOpen(connection), !connection.closesAfterOutput else { return }
        connection.unread = bytes
        connection.unreadStart = start
        // What it waited for may have gone out meanwhile, and then no event will come.
        if connection.mayProceed { makeReady(connection) }
    }

    /// Answers the requests in `bytes` until they end, one must wait, or the connection's share of this turn is used.
    /// - Returns: how many bytes were used.
    private func process(_ bytes: Span<UInt8>, _ connection: Connection) -> Int {
        var position = 0
        var answered = 0
        while position < bytes.count, connection.mayProceed {
            guard answered < limits.pipelinedPerTurn else {
                makeReady(connection)
                break
            }
            switch connection.decoder.decode(bytes, at: &position, limits: limits, fields: &fieldScratch) {
            case .more: admitBody(connection)
            case .moreAfterContinue: if admitBody(connection) { outgoing.append("HTTP/1.1 100 Continue\r\n\r\n") }
            case .refused(let status): refuse(status, connection)
            case .request(let message) where message.head.isForHTTPS && connection.transport.isPlain:
                // RFC 9110 section 7.4.
                refuse(.misdirectedRequest, connection)
            case .request(let message):
                answered += 1
                take(message, connection)
            }
        }
        flush(connection)
        return position
    }

    private func take(_ message: RequestDecoder.Message, _ connection: Connection) {
        sequence += 1
        let request = Request(
            message, remoteAddress: connection.remoteAddress, id: RequestID(loop: index, sequence: sequence))
        let begun = Begun(turn: turnBegan, handling: Monotonic.now())
        setWait(.answer, connection)
        let exchange = Exchange(mailbox, Ticket(connection: connection.token, request: sequence))
        if let response = application.respond(to: request, exchange) {
            answer(response, request, begun, connection)
        } else {
            connection.pending = Connection.Pending(request: request, number: sequence, begun: begun)
        }
    }

    /// What the peer still sends after our last word; nobody reads it, so it stays as it came.
    private func discardInput(_ connection: Connection) {
        withReceiveBuffer { buffer in
            switch connection.transport.receive(into: &buffer) {
            case .bytes, .wantsRead, .wantsWrite: break
            case .ended, .failed: close(connection)
            }
        }
    }

    func makeReady(_ connection: Connection) {
        guard !connection.isReady else { return }
        connection.isReady = true
        ready.append(connection.token)
    }

    /// Takes the buffer out of the loop for the time of the call, so that both can be used.
    private func withReceiveBuffer(_ body: (inout [UInt8]) -> Void) {
        var buffer: [UInt8] = []
        swap(&buffer, &receiveBuffer)
        body(&buffer)
        swap(&buffer, &receiveBuffer)
    }
}
