/// What the socket has not taken yet.
struct OutputQueue {
    private var pieces: [[UInt8]] = []
    private var first = 0
    /// Bytes of the first piece that are gone.
    private var offset = 0
    /// The most that one record of TLS carries (RFC 8446 section 5.1).
    private static let record = 16 * 1024

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
            let result = write(atMost: budget - sent, to: transport)
            guard case .bytes(let count) = result else { return (sent, result) }
            sent += count
            advance(count)
        }
        return (sent, .bytes(sent))
    }

    private func write(atMost limit: Int, to transport: borrowing Transport) -> Transport.Result {
        let more = first + 1 < pieces.count
        if more, !transport.isPlain, pieces[first].count - offset < Self.record {
            return gathered(min(limit, Self.record)).withUnsafeBytes { transport.write($0, more: true) }
        }
        let end = min(pieces[first].count, offset + limit)
        return pieces[first].withUnsafeBytes {
            transport.write(UnsafeRawBufferPointer(rebasing: $0[offset..<end]), more: more)
        }
    }

    /// Small pieces in one: TLS puts what is written at once into a record of its own, which is 22 bytes, a step of the
    /// cipher and a system call.
    private func gathered(_ limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(limit)
        var start = offset
        for piece in pieces[first...] where bytes.count < limit {
            bytes += piece[start..<min(piece.count, start + limit - bytes.count)]
            start = 0
        }
        return bytes
    }

    private mutating func advance(_ count: Int) {
        offset += count
        while first < pieces.count, offset >= pieces[first].count {
            offset -= pieces[first].count
            pieces[first] = []
            first += 1
        }
        if isEmpty { removeAll() }
    }
}
