import Glibc

extension EventLoop {
    /// Takes what waits at the listener, a bounded number per turn.
    /// - Returns: whether there may be more.
    @discardableResult
    func acceptConnections() -> Bool {
        for _ in 0..<limits.acceptedPerTurn {
            switch listener.accept() {
            case .connection(let descriptor, let address): admit(descriptor, address)
            case .none: return false
            case .exhausted:
                turnOneAway()
                return false
            }
        }
        return true
    }

    private func admit(_ descriptor: consuming Descriptor, _ address: String) {
        switch enter(address) {
        case .entered:
            metrics.accepted.add()
            add(descriptor, address: address)
        case .full: refuse(descriptor, address, .total)
        case .addressFull: refuse(descriptor, address, .address)
        }
    }

    /// Closes a connection at rest when that makes the room that is missing.
    private func enter(_ address: String) -> AddressCount.Entry {
        let entry = count.enter(address)
        let hasMadeRoom =
            switch entry {
            case .entered: false
            case .full: makeRoom()
            case .addressFull: makeRoom(of: address)
            }
        return hasMadeRoom ? count.enter(address) : entry
    }

    // MARK: Refusing

    /// Says why and goes. Whoever is told has a place of its own for the two seconds it takes to hear it, and those
    /// places are few: who comes beyond them costs us a system call and no answer.
    private func refuse(_ descriptor: consuming Descriptor, _ address: String, _ reason: ServerMetrics.Refusal) {
        metrics.refused(reason)
        // Under TLS a word would take a handshake, which costs more than a request.
        guard configuration.tls == nil, guests < limits.refusalsAtOnce,
            let guest = insert(descriptor, address: address, isGuest: true)
        else {
            return
        }
        outgoing.append(Self.refusal)
        guest.closesAfterOutput = true
        guest.lingers = true
        flush(guest)
    }

    private static let refusal: StaticString = """
        HTTP/1.1 503 Service Unavailable\r
        Connection: close\r
        Retry-After: 5\r
        Cache-Control: no-store\r
        X-Content-Type-Options: nosniff\r
        Content-Type: application/problem+json\r
        Content-Length: 66\r
        \r
        {"type":"about:blank","title":"Service Unavailable","status":503}

        """

    /// Without a free descriptor a waiting client could be neither taken nor refused, and epoll would report it for
    /// ever: one descriptor is held in reserve for that.
    private func turnOneAway() {
        metrics.refused(.descriptors)
        reserve = nil
        _ = listener.accept()
        reserve = Self.openReserve()
        _ = makeRoom()
    }

    static func openReserve() -> Descriptor? {
        Descriptor(Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC))
    }

    // MARK: Making room

    /// Closes the connection of this loop that has been at rest for the longest time.
    /// - Parameter address: among whose connections; nil for anybody's.
    /// - Returns: whether there was one.
    private func makeRoom(of address: String? = nil) -> Bool {
        if resting == nil { resting = longestResting() }
        while let index = resting?.firstIndex(where: { address == nil || $0.address == address }) {
            guard let token = resting?.remove(at: index).token, let connection = connection(token) else { continue }
            // A request may be on its way that we have not looked at.
            if connection.isResting { readable(connection) }
            guard isOpen(connection), connection.isResting else { continue }
            metrics.ended(.makesRoom)
            close(connection)
            return true
        }
        return false
    }

    /// Looked for once in a turn, so that a crowd at the door costs no more than one look through the table.
    private func longestResting() -> [Resting] {
        var found: [(deadline: ContinuousClock.Instant, resting: Resting)] = []
        for case let connection? in connections where connection.isResting {
            guard let deadline = connection.deadline else { continue }
            found.append((deadline, Resting(token: connection.token, address: connection.remoteAddress)))
        }
        return found.sorted { $0.deadline < $1.deadline }.map(\.resting)
    }

    struct Resting {
        let token: UInt64
        let address: String
    }
}

extension Connection {
    fileprivate var isResting: Bool { wait == .idle && isAtRest }
}
