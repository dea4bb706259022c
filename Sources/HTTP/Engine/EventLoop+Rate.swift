import Glibc

extension EventLoop {
    /// What the connection waits for changes; of a body and of an answer's departure the rate is measured.
    func beginRate(_ connection: Connection, _ wait: Connection.Wait) {
        switch wait {
        case .body: connection.rate = MinimumRate(at: now, moved: connection.received)
        case .output: connection.rate = MinimumRate(at: now, moved: connection.acknowledged)
        default: break
        }
    }

    func isTooSlow(_ connection: Connection) -> Bool {
        guard connection.wait == .body || connection.wait == .output else { return false }
        guard connection.rate?.isDue(at: now, limits) == true else { return false }
        return connection.rate?.isTooSlow(at: now, moved: moved(connection), limits) ?? false
    }

    /// Of an answer counts what the client has acknowledged: the kernel's buffer takes megabytes at once and then
    /// nothing for a while, also from us to a client that is only slow enough.
    private func moved(_ connection: Connection) -> Int {
        guard connection.wait == .output else { return connection.received }
        connection.acknowledged = connection.sent - connection.transport.unacknowledged
        return connection.acknowledged
    }
}

extension Transport {
    /// Bytes that were sent and that the other side has not acknowledged (SIOCOUTQ, tcp(7)).
    fileprivate var unacknowledged: Int {
        var count: Int32 = 0
        return ioctl(number, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
    }
}
