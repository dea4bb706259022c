/// What the socket has not taken yet.
struct OutputQueue {
    private var pieces: [[UInt8]] = []
    private var first = 0
    /// Bytes of the first piece that are gone.
    private var offset = 0

    var isEmpty: Bool { first == pieces.count }

    mutating func append(_ piece: [UInt8]) {
        if !piece.isEmpty { pieces.append(piece) }
    }

    mutating func removeAll() {
        self = OutputQueue()
    }

    /// Writes until all is gone, the transport will take no more, or `budget` is used up.
    /// - Returns: how many bytes went, and the transport's last word.
    mutating func flush(to transport: borrowing Transport, budget: Int) -> (sent: Int, last: Transport.Result) {
        var sent = 0
        while !isEmpty, sent < budget {
            let end = min(pieces[first].count, offset + budget - sent)
            let more = first + 1 < pieces.count
            let result = pieces[first].withUnsafeBytes {
                transport.write(UnsafeRawBufferPointer(rebasing: $0[offset..<end]), more: more)
            }
            guard case .bytes(let count) = result else { return (sent, result) }
            sent += count
            advance(count)
        }
        return (sent, .bytes(sent))
    }

    private mutating func advance(_ count: Int) {
        offset += count
        guard offset == pieces[first].count else { return }
        pieces[first] = []
        offset = 0
        first += 1
        if isEmpty { removeAll() }
    }
}
