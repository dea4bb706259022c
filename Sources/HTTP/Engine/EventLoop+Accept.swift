import Glibc

extension EventLoop {
    /// Takes what waits at the listener, a bounded number per turn.
    /// - Returns: whether there may be more.
    @discardableResult
    func acceptConnections() -> Bool {
        for _ in 0..<limits.acceptedPerTurn {
            switch listener.accept() {
            case .connection(let descriptor, let address):
                // Over the limit the descriptor is simply closed: to say more would cost what we do not have.
                if count.enter(address) { add(descriptor, address: address) }
            case .none: return false
            case .exhausted:
                turnOneAway()
                return false
            }
        }
        return true
    }

    /// Without a free descriptor a waiting client could be neither taken nor refused, and epoll would report it for
    /// ever: one descriptor is held in reserve for that.
    private func turnOneAway() {
        reserve = nil
        _ = listener.accept()
        reserve = Self.openReserve()
    }

    static func openReserve() -> Descriptor? {
        Descriptor(Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC))
    }
}
