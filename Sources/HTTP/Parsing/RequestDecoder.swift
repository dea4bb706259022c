/// Makes requests of the bytes of one connection, whatever pieces they come in. Holds memory only while a request is
/// incomplete.
struct RequestDecoder {
    enum Step {
        case request(Message)
        case more
        /// The head is complete, the body is not, and the client waits for 100 (Continue).
        case moreAfterContinue
        case refused(Status)
    }

    struct Message {
        var head: RequestHead
        var bytes: [UInt8]
        var fields: [FieldLine]
        var body = Content.empty
        /// What a form in a file is made of; one in memory is looked at by who wants it.
        var form: MultipartForm.Outcome?
    }

    /// What is missing, for the deadline that applies.
    enum Phase {
        case idle, head, body
    }

    private var parser = RequestParser()
    /// The bytes of an incomplete head.
    private var partialHead: [UInt8] = []
    private var message: Message?
    private var chunks = ChunkedDecoder()
    private var buffer = BodyBuffer(limit: 0)
    private var isAdmitted = false

    var phase: Phase {
        if message != nil { return .body }
        return partialHead.isEmpty ? .idle : .head
    }

    /// - Parameter position: where to start; afterwards behind the last byte used.
    /// - Parameter fields: scratch space, shared by the connections of a loop.
    mutating func decode(
        _ bytes: Span<UInt8>, at position: inout Int, limits: Limits, fields: inout [FieldLine]
    ) -> Step {
        if message != nil { return decodeBody(bytes, at: &position, limits: limits) }
        let parsed =
            partialHead.isEmpty
            ? parseInPlace(bytes, at: &position, limits: limits, fields: &fields)
            : parseCollected(bytes, at: &position, limits: limits, fields: &fields)
        switch parsed {
        case .refused(let status): return .refused(status)
        case .more: return .more
        case .complete(let whole): return begin(whole, rest: bytes, at: &position, limits: limits)
        }
    }

    private enum Parsed {
        case complete(Message)
        case more
        case refused(Status)
    }

    /// The usual case: the whole head came in one piece.
    private mutating func parseInPlace(
        _ bytes: Span<UInt8>, at position: inout Int, limits: Limits, fields: inout [FieldLine]
    ) -> Parsed {
        let rest = bytes.extracting(position..<bytes.count)
        switch parser.parse(rest, limits: limits, fields: &fields) {
        case .refused(let status): return .refused(status)
        case .more:
            partialHead.append(rest)
            position = bytes.count
            return .more
        case .complete(let head):
            position += head.length
            let headBytes = rest.extracting(0..<head.length).array()
            return .complete(Message(head: head, bytes: headBytes, fields: fields.exactCopy()))
        }
    }

    private mutating func parseCollected(
        _ bytes: Span<UInt8>, at position: inout Int, limits: Limits, fields: inout [FieldLine]
    ) -> Parsed {
        var collected: [UInt8] = []
        swap(&collected, &partialHead)
        let before = collected.count
        collected.append(bytes.extracting(position..<bytes.count))
        switch parser.parse(collected.span, limits: limits, fields: &fields) {
        case .refused(let status): return .refused(status)
        case .more:
            swap(&collected, &partialHead)
            position = bytes.count
            return .more
        case .complete(let head):
            position += head.length - before
            let headBytes = collected.span.extracting(0..<head.length).array()
            return .complete(Message(head: head, bytes: headBytes, fields: fields.exactCopy()))
        }
    }

    private mutating func begin(
        _ whole: Message, rest bytes: Span<UInt8>, at position: inout Int, limits: Limits
    ) -> Step {
        if whole.head.framing == .none { return .request(whole) }
        message = whole
        chunks = ChunkedDecoder()
        buffer = BodyBuffer(limit: limits.body)
        isAdmitted = false
        // The body is the next call's, so that `admit` may come between.
        return whole.head.expectsContinue && position == bytes.count ? .moreAfterContinue : .more
    }

    private mutating func decodeBody(_ bytes: Span<UInt8>, at position: inout Int, limits: Limits) -> Step {
        guard var current = message.take() else { return .more }
        do throws(Refusal) {
            switch try take(bytes, at: &position, for: current, limits: limits) {
            case .refused(let status): throw Refusal(status)
            case .more: message = current
            case .complete:
                (current.body, current.form) = buffer.take()
                return .request(current)
            }
        } catch {
            buffer = BodyBuffer(limit: 0)
            return .refused(error.status)
        }
        return .more
    }

    private mutating func take(
        _ bytes: Span<UInt8>, at position: inout Int, for message: Message, limits: Limits
    ) throws(Refusal) -> ChunkedDecoder.Outcome {
        guard case .length(let length) = message.head.framing else {
            return try buffer.append(chunks: &chunks, bytes, at: &position, of: message, limits: limits)
        }
        guard length <= buffer.limit else { throw Refusal(.contentTooLarge) }
        let count = min(length - buffer.count, bytes.count - position)
        try buffer.append(bytes.extracting(position..<position + count), of: message)
        position += count
        return buffer.count == length ? .complete : .more
    }

    // MARK: Admission

    /// A message whose head is complete and whose body nobody has admitted yet; until then `Limits.body` applies, and
    /// all is kept in memory.
    var unadmitted: Message? { isAdmitted ? nil : message }

    /// Says how much of the body is taken, and where it goes.
    /// - Returns: false if the length is known to be more than that.
    mutating func admit(upTo limit: Int, storage: BodyStorage) -> Bool {
        isAdmitted = true
        buffer.limit = limit
        buffer.storage = storage
        guard case .length(let length)? = message?.head.framing else { return true }
        return length <= limit
    }
}

extension [FieldLine] {
    /// A copy of its own, so that the scratch array stays unshared and keeps its room.
    fileprivate func exactCopy() -> [FieldLine] {
        withUnsafeBufferPointer { Array($0) }
    }
}
