/// What an application says of a body before it is read.
package enum BodyAdmission: Sendable {
    /// Bytes at most; beyond: 413. Never less than `Limits.body`, never more than `Limits.upload`.
    case upTo(Int)
    /// Answered at once, and the connection closed: who sends may not, or not this, or not here.
    case answered(Response)
}

extension Application {
    package func admit(bodyOf request: Request) -> BodyAdmission { .upTo(0) }
}

extension EventLoop {
    /// The head of a request with a body is complete: settles where the body goes and how much of it is taken.
    /// - Returns: whether it is taken; otherwise the connection has its last answer.
    @discardableResult
    func admitBody(_ connection: Connection) -> Bool {
        guard let message = connection.decoder.unadmitted else { return true }
        switch admission(of: message, connection) {
        case .answered: return false
        case .upTo(let limit):
            if connection.decoder.admit(upTo: limit, storage: configuration.bodies) { return true }
            refuse(.contentTooLarge, connection)
            return false
        }
    }

    /// Bodies of the usual size are not asked for.
    private func admission(of message: RequestDecoder.Message, _ connection: Connection) -> BodyAdmission {
        guard limits.upload > limits.body, message.head.mayExceed(limits.body) else { return .upTo(limits.body) }
        let request = Request(
            message, remoteAddress: connection.remoteAddress, id: RequestID(loop: index, sequence: sequence + 1))
        let admission = application.admit(bodyOf: request)
        switch admission {
        case .upTo(let limit): return .upTo(max(limits.body, min(limit, limits.upload)))
        case .answered(let response):
            sequence += 1
            answer(
                response, request, Begun(turn: turnBegan, handling: Monotonic.now()), mayKeepAlive: false, connection)
            // The body that comes nevertheless must not destroy the answer.
            connection.lingers = true
            return admission
        }
    }
}

extension RequestHead {
    fileprivate func mayExceed(_ limit: Int) -> Bool {
        switch framing {
        case .none: false
        case .length(let length): length > limit
        case .chunked: true
        }
    }
}
