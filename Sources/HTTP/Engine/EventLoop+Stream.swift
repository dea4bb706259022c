import Glibc

/// An answer on its way whose body is still being made.
final class OutgoingStream {
    let source: any PieceSource
    let request: Request
    /// Without its body: for the log.
    let response: Response
    let begun: Begun
    var written: ResponseWriter.Written
    /// The demand that is not met yet; only its first answer counts.
    var demand: UInt64?
    /// Once asked, a source that does not come to its end is told so.
    var wasAsked = false

    init(
        _ source: any PieceSource, _ written: ResponseWriter.Written, _ response: Response, _ request: Request,
        _ begun: Begun
    ) {
        self.source = source
        self.written = written
        self.request = request
        self.response = response
        self.begun = begun
    }

    var isChunked: Bool { request.head.minorVersion != 0 }
}

extension EventLoop {
    /// The head is written; the rest is asked for when it has gone out.
    func begin(
        _ source: any PieceSource, _ written: ResponseWriter.Written, _ response: Response, _ request: Request,
        _ begun: Begun, _ connection: Connection
    ) {
        var response = response
        response.body = .empty
        connection.stream = OutgoingStream(source, written, response, request, begun)
    }

    /// Nothing waits for the socket any more: asks for the next piece, once.
    func askForPiece(_ connection: Connection) {
        guard let stream = connection.stream, stream.demand == nil else { return }
        demands += 1
        stream.demand = demands
        stream.wasAsked = true
        // Else the loop would hear over and over that the socket is writable.
        setInterest([], connection)
        setWait(.answer, connection)
        stream.source.next(Demand(mailbox, Ticket(connection: connection.token, request: demands)))
    }

    /// The answer to a demand; the client may have gone meanwhile.
    func supply(_ supply: Demand.Supply, _ ticket: Ticket) {
        guard let connection = connection(ticket.connection), let stream = connection.stream,
            stream.demand == ticket.request
        else { return }
        stream.demand = nil
        switch supply {
        case .piece(let piece): send(piece, of: stream, connection)
        case .end: finish(stream, connection)
        case .failure: breakOff(stream, connection)
        }
    }

    /// RFC 9112 section 7.1. An empty chunk would end the body.
    private func send(_ piece: [UInt8], of stream: OutgoingStream, _ connection: Connection) {
        stream.written.bodyBytes += piece.count
        if !piece.isEmpty {
            if stream.isChunked { outgoing.append(hexadecimal: piece.count) }
            outgoing += piece
            if stream.isChunked { outgoing.append("\r\n") }
        }
        flush(connection)
        settle(connection)
    }

    private func finish(_ stream: OutgoingStream, _ connection: Connection) {
        connection.stream = nil
        if stream.isChunked { outgoing.append("0\r\n\r\n") }
        if !stream.written.keepAlive { endAfterOutput(connection, lingering: stream.request.head.keepAlive) }
        logStream(stream, connection)
        flush(connection)
        resumeInput(connection)
    }

    private func breakOff(_ stream: OutgoingStream, _ connection: Connection) {
        connection.stream = nil
        logStream(stream, connection)
        // Without chunks only a reset tells the client that this was not the end (RFC 9112 section 8).
        if !stream.isChunked { resetOnClose(connection) }
        close(connection)
    }

    private func resetOnClose(_ connection: Connection) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            connection.transport.number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// The connection is gone before its stream came to an end.
    func abandonStream(_ connection: Connection) {
        guard let stream = connection.stream else { return }
        connection.stream = nil
        if stream.wasAsked { stream.source.cancel() }
        logStream(stream, connection)
    }

    private func logStream(_ stream: OutgoingStream, _ connection: Connection) {
        account(for: stream.written, stream.response, stream.request, stream.begun, connection)
    }
}

extension [UInt8] {
    /// `chunk-size CRLF` (RFC 9112 section 7.1).
    fileprivate mutating func append(hexadecimal size: Int) {
        append(String(size, radix: 16))
        append("\r\n")
    }
}
